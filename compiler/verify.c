/* verify.c - the driver that checks derivatives: adcc --check, --emit=check.
 *
 *     ADCC_CHECK(n = 3, x = uniform(0, 1)) double f(int n, const double x[n]);
 * ->  static void check_f(void)
 *     {
 *         adcc_check_begin("f", 0);
 *         int n = 3;
 *         double *x = adcc_check_memory(n, sizeof *x); ...
 *         adcc_check_piece("x", ADCC_IN, sizeof(double), n, x, x_d, x_b, 0, 1);
 *         for (int call; (call = adcc_check_next()) != 0;)
 *             if (call == ADCC_PRIMAL) adcc_r = f(n, x); else ...
 *     }
 *
 * It stands behind the source and its derivatives, in one file, so that static functions and
 * variables are within reach.  runtime/check.c makes the comparisons.
 */
#include "trace.h"
#include "verify.h"

#include <ctype.h>
#include <string.h>

/* ------------------------------------------------------------------ what a function reaches */

typedef struct Reach {
    Funcs functions;
    Syms variables; /* of file scope, that may change */
    Map seen;
    bool floats, indirect;
} Reach;

/* A function, and the derivatives of it that the user wrote, which may change more than it does. */
static void reach_function(Reach *r, const Sym *f)
{
    if (f->func)
        append(&r->functions, f->func);
    for (int k = 0; k < (int)(sizeof f->custom / sizeof *f->custom); k++)
        if (f->custom[k] && f->custom[k]->func && !map_has(&r->seen, f->custom[k])) {
            map_set(&r->seen, f->custom[k], f->custom[k]);
            append(&r->functions, f->custom[k]->func);
        }
}

static Walk reach_expr(Expr *e, void *context)
{
    Reach *r = context;
    Type *t = strip(element_type(e->type));
    r->floats |= t->kind == T_FLOAT || (t->kind == T_COMPLEX && t->base->kind == T_FLOAT);
    if (e->kind == E_CALL) {
        const Expr *callee = e->kid[0];
        while (callee->kind == E_CONV || callee->kind == E_CAST)
            callee = callee->kid[0];
        r->indirect |= callee->kind != E_REF || callee->u.sym->kind != SYM_FUNC;
    }
    Sym *v = e->kind == E_REF ? e->u.sym : NULL;
    if (!v || map_has(&r->seen, v))
        return WALK_ON;
    map_set(&r->seen, v, v);
    if (v->kind == SYM_FUNC)
        reach_function(r, v);
    if (v->kind == SYM_VAR && v->global && !v->system && !is_const(v->type))
        append(&r->variables, v);
    if (v->kind == SYM_VAR && v->global && v->init)
        walk_expr(v->init, reach_expr, r); /* what it points to */
    return WALK_ON;
}

/* All that f mentions, and what it calls, and their derivatives by the user. */
static Reach reach_of(Func *f)
{
    Reach r = {0};
    append(&r.functions, f);
    map_set(&r.seen, f->sym, f);
    for (int i = 0; i < r.functions.n; i++) {
        const Func *g = r.functions.at[i];
        walk_block(g->body, NULL, reach_expr, &r);
        for (int k = 0; k < g->params.n; k++) {
            Type *t = strip(g->params.at[k]->type);
            while (t->kind == T_POINTER || t->kind == T_ARRAY)
                t = strip(t->base);
            r.floats |= t->kind == T_FLOAT;
        }
    }
    return r;
}

/* ------------------------------------------------------------------ memory, in a good order */

/* Sizes first, then structs (which may hold sizes), arrays of integers, and the rest. */
static int turn_of(Driver *d, const Sym *v)
{
    Type *t = strip(v->type), *e = t->kind == T_POINTER ? strip(element_type(t->base)) : t;
    if (is_integer(t)) {
        for (int i = 0; i < d->samples.n; i++)
            if (str_eq(d->samples.at[i].path, v->name))
                return 1 + i; /* in the order of ADCC_CHECK: n = 4, m = n + 1 */
        return 0;
    }
    return d->samples.n + (e->kind == T_RECORD ? 2 : is_integer(e) ? 3 : 4);
}

static void put_memory(Driver *d, const Reach *reach)
{
    Func *f = d->request->func;
    for (int turn = 0; turn <= d->samples.n + 4; turn++)
        for (int i = 0; i < f->params.n; i++)
            if (turn_of(d, f->params.at[i]) == turn)
                put_parameter(d, f->params.at[i]);
    const Actives *lists[] = {&d->request->wrt, &d->request->of};
    Map done = {0};
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < lists[k]->n; i++) {
            Sym *v = lists[k]->at[i].sym;
            if (!v || !v->global || map_has(&done, v))
                continue;
            map_set(&done, v, v);
            put_global(d, v);
        }
    for (int i = 0; i < reach->variables.n; i++) {
        Sym *v = reach->variables.at[i];
        bool hidden = d->program->n > 1 && v->storage == ST_STATIC;
        bool named = false;
        for (int k = 0; k < d->samples.n; k++)
            named |= str_eq(d->samples.at[k].path, v->name) ||
                     starts_with(d->samples.at[k].path, fmt("%s.", v->name));
        if (!map_has(&done, v) && !hidden && (named || !is_volatile(v->type)))
            put_global(d, v);
    }
}

/* ------------------------------------------------------------------ calls */

/* "f_d(n, x, x_d, &adcc_r_d)" */
static const char *call_text(Driver *d, const Request *derivative)
{
    Func *f = d->request->func;
    bool adjoint = derivative && derivative->mode == ADJOINT;
    const char *text = "", *comma = "";
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        bool pointer = is_pointer(v->type);
        const char *cast = pointer && is_array(strip(v->type)->base) ? "(void *)" : "";
        text = fmt("%s%s%s%s", text, comma, cast, v->name);
        comma = ", ";
        if (derivative && is_active(d, v))
            text = fmt("%s, %s%s%s", text, cast, pointer || !adjoint ? "" : "&",
                       shadow_name(d, v, derivative->mode));
    }
    if (derivative && is_active(d, NULL))
        text = fmt("%s%s%s", text, comma, adjoint ? "adcc_r_b" : "&adcc_r_d");
    const char *name = derivative ? derivative->made->sym->name : f->sym->name;
    bool returns = strip(strip(f->sym->type)->base)->kind != T_VOID;
    return fmt("%s%s(%s);", returns ? "adcc_r = " : "", name, text);
}

/* "adcc_r_complex = adcc_complex_f_1(n, x_complex);" */
static const char *complex_call_text(Driver *d)
{
    Func *f = d->request->func;
    const char *text = "";
    for (int i = 0; i < f->params.n; i++) {
        Sym *v = f->params.at[i];
        bool pointer = is_pointer(v->type), real = carries_reals(v->type);
        text = fmt("%s%s%s%s", text, i ? ", " : "", pointer ? "(void *)" : "",
                   real ? complex_name(d, v->name) : v->name);
    }
    Type *result = strip(strip(f->sym->type)->base);
    const char *to = result->kind == T_VOID ? ""
                     : is_real_floating(result) ? fmt("%s = ", complex_name(d, "adcc_r"))
                                                : "adcc_r = ";
    return fmt("%s%s(%s);", to, d->complex->sym->name, text);
}

static void put_calls(Driver *d, const Request *tangent, const Request *adjoint)
{
    put_line(d, "for (int adcc_call; (adcc_call = adcc_check_next()) != 0;) {");
    put_line(d, "    if (adcc_call == ADCC_PRIMAL)\n            %s", call_text(d, NULL));
    put_line(d, "    else if (adcc_call == ADCC_TANGENT)\n            %s", call_text(d, tangent));
    if (d->complex)
        put_line(d, "    else if (adcc_call == ADCC_COMPLEX_STEP)\n            %s",
                 complex_call_text(d));
    put_line(d, "    else\n            %s", call_text(d, adjoint));
    put_line(d, "}");
    put_line(d, "adcc_check_failed |= adcc_check.failures > 0;");
}

static void complain_about_samples(const Driver *d)
{
    for (int i = 0; i < d->samples.n; i++)
        if (!d->samples.at[i].used)
            error_at(d->samples.at[i].loc, "'%s' in ADCC_CHECK is nothing that '%s' uses; leave "
                                           "it out",
                     d->samples.at[i].path, d->request->func->sym->name);
}

static void put_check(Driver *d, const char *name, const Request *tangent, const Request *adjoint)
{
    Func *f = d->request->func;
    Reach reach = reach_of(f);
    Type *result = strip(f->sym->type)->base;
    int errors = error_count();
    d->samples = read_samples(d->program, f);
    if (error_count() > errors)
        return;
    for (int i = 0; i < f->params.n; i++) {
        map_set(&d->taken, f->params.at[i]->name, f->params.at[i]);
        if (str_eq(f->params.at[i]->name, f->sym->name))
            error_at(f->params.at[i]->loc, "a parameter has the name of its function '%s', which "
                     "cannot be checked then: rename it", f->sym->name);
    }
    if (d->program->n > 1) {
        if (f->sym->storage == ST_STATIC)
            error_at(f->sym->loc, "'%s' is static in one of several files: check that file alone",
                     f->sym->name);
        out_text(d->out, "\n");
        print_prototype(d->out, f);
        for (int i = 0; i < reach.variables.n; i++) {
            Sym *v = reach.variables.at[i];
            if (v->storage == ST_STATIC)
                continue;
            out_text(d->out, "extern ");
            print_decl(d->out, v->type, v->name);
            out_text(d->out, ";\n");
        }
    }
    const char *why = put_complex_form(d);
    out_fmt(d->out, "\nstatic void %s(void)\n{\n", name);
    bool floats = reach.floats &&
                  (reach.indirect || computes_in_float(d->request, &reach.functions));
    put_line(d, "adcc_check_begin(\"%s\", %d);", f->sym->name, floats);
    if (why)
        put_line(d, "adcc_check.no_complex = %s;", expr_str(string(why)));
    put_memory(d, &reach);
    if (strip(result)->kind != T_VOID)
        put_result(d, result);
    put_calls(d, tangent, adjoint);
    out_text(d->out, "}\n");
    complain_about_samples(d);
}

/* ------------------------------------------------------------------ pairs of requests */

static bool same_names(const Actives *a, const Actives *b)
{
    for (int i = 0; i < a->n; i++) {
        bool found = false;
        for (int k = 0; k < b->n; k++)
            found |= b->at[k].sym == a->at[i].sym;
        if (!found)
            return false;
    }
    return a->n == b->n;
}

/* The request for the other mode of the same, or NULL. */
static const Request *other_mode(const Requests *requests, const Request *q)
{
    for (int i = 0; i < requests->n; i++) {
        const Request *o = &requests->at[i];
        if (o->func == q->func && o->mode != q->mode && same_names(&o->wrt, &q->wrt) &&
            same_names(&o->of, &q->of))
            return o;
    }
    return NULL;
}

/* Both modes of each function that is asked for in one. */
Requests with_both_modes(Requests requests)
{
    for (int i = 0, n = requests.n; i < n; i++) {
        Request other = requests.at[i];
        other.mode = other.mode == ADJOINT ? TANGENT : ADJOINT;
        if (!other_mode(&requests, &requests.at[i]))
            append(&requests, other);
    }
    return requests;
}

/* ------------------------------------------------------------------ the driver */

/* Macros of the source that would change the text of the engine. */
static void undefine_macros(Out *out, Units *program)
{
    static const char *const wanted =
        " NULL INFINITY NAN FLT_EPSILON DBL_EPSILON isfinite isnan stdout stderr LDBL_MANT_DIG "
        "LLONG_MAX SIGSEGV SIGFPE SIGABRT SIGILL "
        "SIGTERM SIG_DFL va_start va_end va_list define include ";
    Map done = {0};
    for (const char *p = check_source; *p;) {
        size_t n = 0;
        while (isalnum((unsigned char)p[n]) || p[n] == '_')
            n++;
        const char *name = n ? intern_n(p, n) : NULL;
        bool is_macro = false;
        for (int i = 0; name && i < program->n; i++)
            is_macro |= map_has(&program->at[i]->macros, name);
        if (is_macro && !map_has(&done, name) && !strstr(wanted, fmt(" %s ", name)) &&
            !starts_with(name, "__")) {
            map_set(&done, name, NULL);
            out_fmt(out, "#undef %s\n", name);
        }
        p += n ? n : 1;
    }
}

/* The text without what stands between #ifdef ADCC_WITH_NAME and #endif where 'uses' does not
 * mention NAME, or is for statements where these are not compared; and without such lines. */
static void put_engine(Out *out, const char *text, const char *uses)
{
    static const char mark[] = "#ifdef ADCC_WITH_";
    bool marked = false, skip = false;
    for (const char *next; *text; text = next) {
        const char *end = strchr(text, '\n');
        next = end ? end + 1 : text + strlen(text);
        if (starts_with(text, "#ifdef ADCC_STATEMENTS")) {
            marked = true;
            skip = !options.statements;
        } else if (starts_with(text, mark)) {
            const char *name = text + strlen(mark);
            marked = true;
            skip = !uses || !strstr(uses, intern_n(name, (size_t)(end - name)));
        } else if (marked && starts_with(text, "#endif")) {
            marked = skip = false;
        } else if (!skip) {
            out_text_n(out, text, (size_t)(next - text));
        }
    }
}

Names emit_check(Out *out, Units *program, const Requests *requests, Syms *shadows)
{
    Names names = {0};
    out_text(out, "\n#undef main\n#undef _Exit\n#undef _exit\nvoid _Exit(int);\n");
    undefine_macros(out, program);
    out_text(out, "#include <stddef.h>\ntypedef size_t adcc_check_size;\n\n");
    Names checks = {0};
    Out bodies = {0};
    Map taken = names_at_file_scope(program);
    for (int i = 0; i < requests->n; i++) {
        const Request *q = &requests->at[i], *other = other_mode(requests, q);
        if (other < q || !q->made || !other->made)
            continue; /* done, or there was an error */
        append(&names, q->func->sym->name);
        append(&checks, free_name(&taken, fmt("check_%s", q->func->sym->name)));
        Driver d = {.out = &bodies, .program = program, .request = q, .shadows = shadows,
                    .number = checks.n};
        put_check(&d, checks.at[checks.n - 1], q->mode == TANGENT ? q : other,
                  q->mode == ADJOINT ? q : other);
    }
    /* compiling the engine well would take a third of the time of most checks */
    out_text(out, "#ifdef __clang__\n#pragma clang optimize off\n#else\n"
                  "#pragma GCC push_options\n#pragma GCC optimize(\"O0\")\n#endif\n");
    put_engine(out, check_source, bodies.at);
    out_text(out, "#ifdef __clang__\n#pragma clang optimize on\n#else\n"
                  "#pragma GCC pop_options\n#endif\n");
    if (options.statements)
        out_fmt(out, "\n%s", trace_source);
    out_fmt(out, "\n%s", bodies.at ? bodies.at : "");
    out_text(out, "\n/* Arguments: seed, samples, tolerances, files for plot and state. */\n"
                  "int main(int argc, char **argv)\n{\n    adcc_check_start(argc, argv);\n");
    for (int i = 0; i < checks.n; i++)
        out_fmt(out, "    %s();\n", checks.at[i]);
    out_text(out, "    return adcc_check_end();\n}\n");
    return names;
}
