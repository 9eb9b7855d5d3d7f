/* statics.c - static variables of functions become variables of file scope.
 *
 *     double mean(double x) { static double sum; static int n; sum += x; return sum / ++n; }
 * ->  static double mean_sum;
 *     static int mean_n;
 *     double mean(double x) { mean_sum += x; return mean_sum / ++mean_n; }
 *
 * A function and its derivative must see one variable, so the variable cannot be inside either.
 * From here on it is like any other static variable of the file: it has one shadow, is restored and
 * put back like one, and --whole is the way to share it.  With --whole the output holds such a
 * function as it is printed from the IR, the rest of the source as it was (emit.c).
 * What is never written stays where it is: a copy of it does no harm.
 */
#include "adcc.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* Is the type, or one it is made of, declared inside a function, and not by this declaration? */
static bool is_local_type(const Type *t, const Tags *own)
{
    for (; t; t = t->base) {
        if (t->kind == T_TYPEDEF)
            return t->sym && !t->sym->global && !t->sym->system;
        bool tagged = (t->kind == T_RECORD || t->kind == T_ENUM) && t->tag->local;
        for (int i = 0; i < own->n && tagged; i++)
            tagged = own->at[i] != t->tag;
        if (tagged || (t->kind == T_ARRAY && t->count == COUNT_VLA))
            return true;
    }
    return false;
}

static bool is_static_decl(const Stmt *s)
{
    return s->kind == S_DECL && s->decls.n > 0 && s->decls.at[0]->kind == SYM_VAR &&
           s->decls.at[0]->storage == ST_STATIC;
}

/* Must its variables move, and can they? */
static bool moves(Units *program, const Stmt *s)
{
    bool written = false;
    for (int i = 0; i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        if (is_local_type(v->type, &s->tags) || v->asm_label)
            return false;
        written |= !is_never_written(program, v);
    }
    return written;
}

/* The constants of the function's own in an initialiser, as numbers. */
static Expr *spell_constant(Expr *e, void *context)
{
    (void)context;
    bool own = e->kind == E_REF && e->u.sym->kind == SYM_ENUMERATOR && !e->u.sym->global;
    return own ? int_const(e->u.sym->value) : e;
}

typedef struct Move {
    Units *program;
    Unit *unit;
    Func *f;
    Map taken;   /* names of file scope */
    const Item *item; /* the function at hand */
} Move;

static void move_variable(Move *m, Sym *v)
{
    Map own = names_in(m->f);
    const char *wanted = fmt("%s_%s", m->f->sym->name, v->name), *name;
    v->moved_from = fmt("'%s' of '%s'", v->name, m->f->sym->name);
    do
        name = free_name(&m->taken, wanted);
    while (map_has(&own, name));
    v->name = name;
    v->global = v->defined = true;
    v->unit = m->unit;
    if (v->init)
        v->init = rewrite_expr(v->init, spell_constant, NULL);
    append(&m->unit->globals, v);
    map_set(&m->unit->names, name, v);
    append(&m->f->local_names, name);
}

/* The declaration as one of file scope. */
static void move_declaration(Move *m, const Stmt *s)
{
    Item *item = new (Item);
    item->kind = I_VARS;
    item->loc = s->loc;
    item->undef = m->item->undef;
    item->tags = s->tags;
    for (int i = 0; i < s->tags.n; i++) {
        Tag *tag = s->tags.at[i];
        tag->local = false;
        if (!tag->name && tag->kind != TAG_ENUM)
            tag->name = free_name(&m->taken, fmt("%s_static", m->f->sym->name));
        else if (tag->name)
            tag->name = free_name(&m->taken, fmt("%s_%s", m->f->sym->name, tag->name));
    }
    item->vars = s->decls;
    for (int i = 0; i < s->decls.n; i++)
        move_variable(m, s->decls.at[i]);
    if (!m->f->statics)
        m->f->statics = new (Items);
    append(m->f->statics, item);
}

static void take_out(Move *m, Block *b)
{
    Block out = {0};
    Map moved = {0};
    for (Stmt *s = b->first; s; s = s->next)
        if (is_static_decl(s) && moves(m->program, s))
            map_set(&moved, s, s);
    for (Stmt *s = b->first, *next; moved.n && s; s = next) {
        next = s->next;
        s->next = NULL;
        if (map_has(&moved, s))
            move_declaration(m, s);
        else
            add_stmt(&out, s);
    }
    if (moved.n)
        *b = out;
}

static Walk take_out_below(Stmt *s, void *context)
{
    for (int i = 0; i < 3; i++)
        take_out(context, &s->body[i]);
    return WALK_ON;
}

static Walk take_out_of_expr(Expr *e, void *context)
{
    if (e->kind == E_STMT)
        take_out(context, e->u.block);
    return WALK_ON;
}

void move_static_variables(Units *program)
{
    Move m = {.program = program, .taken = names_at_file_scope(program)};
    for (int i = 0; i < program->n; i++) {
        m.unit = program->at[i];
        for (int k = 0; k < m.unit->items.n; k++) {
            m.item = m.unit->items.at[k];
            m.f = m.item->func;
            if (m.item->kind != I_FUNC || m.f->opaque)
                continue;
            take_out(&m, &m.f->body);
            walk_block(m.f->body, take_out_below, take_out_of_expr, &m);
        }
    }
}

/* ------------------------------------------------------------------ what could not move */

static Walk refuse_static(Stmt *s, void *context)
{
    const Func *f = context;
    Unit alone = {0};
    Units program = {0};
    append(&alone.funcs, (Func *)(uintptr_t)f);
    append(&program, &alone);
    for (int i = 0; s->kind == S_DECL && i < s->decls.n; i++) {
        const Sym *v = s->decls.at[i];
        if (v->storage != ST_STATIC || is_never_written(&program, v))
            continue;
        error_at(v->loc, "the static variable '%s' of '%s' would exist twice, in the source and in "
                         "the output", v->name, f->sym->name);
        note_at(v->loc, "declare it, with its type, before the function and write --whole, or make "
                        "it const");
    }
    return WALK_ON;
}

void refuse_statics(Func *f)
{
    walk_block(f->body, refuse_static, NULL, f);
}

/* ------------------------------------------------------------------ --whole */

/* The first function from 'from' on out of which variables were moved, or NULL. */
static const Item *changed_function(const Unit *unit, int from)
{
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        if (item->kind == I_FUNC && item->func->statics && item->loc.from >= from)
            return item;
    }
    return NULL;
}

/* What stands in this part of the file, printed. */
static void print_part(Out *out, const Unit *unit, int from, int to)
{
    for (int i = 0; i < unit->items.n; i++) {
        const Item *item = unit->items.at[i];
        if (item->loc.from < from || item->loc.from >= to)
            continue;
        const Items *statics = item->kind == I_FUNC ? item->func->statics : NULL;
        for (int k = 0; statics && k < statics->n; k++)
            print_item(out, statics->at[k]);
        if (statics)
            out_text(out, "\n");
        print_item(out, item);
    }
}

void print_source(Out *out, const Unit *unit)
{
    const char *text = unit->file->text;
    int done = (int)strspn(text, "\r\n"), end = (int)strlen(text);
    for (const Item *f = changed_function(unit, 0); f; f = changed_function(unit, done)) {
        out_text_n(out, text + done, (size_t)(f->loc.from - done));
        print_part(out, unit, f->loc.from, f->loc.to);
        done = f->loc.to;
    }
    while (end > done && isspace((unsigned char)text[end - 1]))
        end--;
    out_text_n(out, text + done, (size_t)(end - done));
    fresh_line(out);
}
