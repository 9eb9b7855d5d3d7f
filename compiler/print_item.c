/* print_item.c - functions, and whole files.
 *
 *     #pragma push_macro("min")
 *     #undef min
 *     static double min(double a, double b)
 *     {
 *         return a < b ? a : b;
 *     }
 *     #pragma pop_macro("min")
 *
 * A unit prints as its pieces in order: text and preprocessor lines byte for byte,
 * variables and functions from the IR.  These are printed after macro expansion,
 * so macros that happen to have the name of something in them are hidden.
 */
#include <string.h>

#include "ir.h"

/* --------------------------------------------------------------- functions */

/* (double x, int n) of a definition. */
static const char *params_text(const Func *f)
{
    Type *t = strip(f->sym->type);
    if (f->params.n == 0 && !t->variadic)
        return f->knr || t->noproto ? "()" : "(void)";
    Out out = {.indent = 1};
    out_text(&out, "(");
    for (int i = 0; i < f->params.n; i++) {
        if (i > 0) {
            out_text(&out, ",");
            put_break(&out);
        }
        out_text(&out, f->knr ? f->params.at[i]->name : param_text(f->params.at[i]));
    }
    if (t->variadic)
        out_text(&out, f->params.n ? ", ..." : "...");
    out_text(&out, ")");
    return out.at;
}

/* Everything before the body. */
static const char *head_text(const Func *f)
{
    const Sym *v = f->sym;
    Out out = {0};
    if (v->storage == ST_STATIC || v->storage == ST_EXTERN)
        out_text(&out, v->storage == ST_STATIC ? "static " : "extern ");
    if (v->inlined)
        out_text(&out, "inline ");
    if (v->noreturn)
        out_text(&out, "_Noreturn ");
    if (v->attributes)
        out_fmt(&out, "%s ", v->attributes);
    out_text(&out, decl_text(strip(v->type)->base, fmt("%s%s", v->name, params_text(f)), NULL));
    return out.at;
}

/* double x; for each parameter of an old-style definition. */
static void print_knr_params(Out *out, const Func *f)
{
    for (int i = 0; i < f->params.n; i++) {
        out->indent++;
        out_newline(out);
        fill_text(out, fmt("%s;", param_text(f->params.at[i])), 1);
        out->indent--;
    }
}

void print_func(Out *out, const Func *f)
{
    if (f->comment) {
        print_comment(out, f->comment);
        out_newline(out);
    }
    fill_text(out, head_text(f), 1);
    if (f->knr)
        print_knr_params(out, f);
    out_newline(out);
    out_text(out, "{");
    out->indent++;
    print_block(out, f->body);
    out->indent--;
    out_newline(out);
    out_text(out, "}");
    out_newline(out);
}

void print_prototype(Out *out, const Func *f)
{
    fill_text(out, fmt("%s;", head_text(f)), 1);
    out_newline(out);
}

/* ------------------------------------------------------------------- files */

/* Copied text; the end of the line it may begin with is there already after what was printed. */
static void print_text(Out *out, const char *text, bool after_printed)
{
    if (after_printed && out->column == 0) {
        size_t blanks = strspn(text, " \t");
        if (text[blanks] == '\n')
            text += blanks + 1;
    }
    out_text(out, text);
}

static void print_hidden(Out *out, const Item *item)
{
    for (int i = 0; i < item->undef.n; i++) {
        const char *name = item->undef.at[i];
        fresh_line(out);
        out_fmt(out, "#pragma push_macro(\"%s\")\n#undef %s\n", name, name);
    }
}

static void print_unhidden(Out *out, const Item *item)
{
    for (int i = item->undef.n; i-- > 0;) {
        fresh_line(out);
        out_fmt(out, "#pragma pop_macro(\"%s\")\n", item->undef.at[i]);
    }
}

static void print_item_vars(Out *out, const Item *item)
{
    if (needs_one_declaration(&item->vars, &item->tags)) {
        fill_text(out, vars_text(&item->vars, &item->tags), 1);
        out_newline(out);
        return;
    }
    for (int i = 0; i < item->vars.n; i++) {
        print_var(out, item->vars.at[i]);
        out_newline(out);
    }
}

void print_item(Out *out, const Item *item)
{
    if (item->kind == I_TEXT) {
        out_text(out, item->text);
        return;
    }
    fresh_line(out);
    print_hidden(out, item);
    if (item->kind == I_DIRECTIVE)
        out_text(out, item->text);
    else if (item->kind == I_FUNC)
        print_func(out, item->func);
    else
        print_item_vars(out, item);
    print_unhidden(out, item);
}

void print_unit(Out *out, const Unit *u)
{
    bool printed = false;
    for (int i = 0; i < u->items.n; i++) {
        const Item *item = u->items.at[i];
        if (item->kind == I_TEXT)
            print_text(out, item->text, printed);
        else
            print_item(out, item);
        printed = item->kind == I_VARS || item->kind == I_FUNC;
    }
    if (out->column > 0)
        out_newline(out);
}
