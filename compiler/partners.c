/* partners.c - the derivative of a sine is the cosine that is there already.
 *
 *     double c = cos(t), s = sin(t);      ->      t_b += c * s_b - s * c_b;
 *
 * Of two variables of one list that are set once, with the same argument, each is used where the
 * other one is reversed, instead of calling the function again.
 */
#include "reverse.h"

#include <string.h>

/* The other one of sin and cos, sinh and cosh, in the same precision; NULL: no such function. */
static const char *other_function(const Expr *call)
{
    static const char *const pairs[][2] = {{"sin", "cos"}, {"sinh", "cosh"}};
    const Sym *f = call && call->kind == E_CALL && call->nkid == ARGS + 1 ? callee_sym(call) : NULL;
    if (!f || !find_rule(f) || custom_adjoint(call) || !is_real_floating(call->type))
        return NULL;
    for (int i = 0; i < 4; i++) {
        const char *mine = pairs[i / 2][i % 2], *other = pairs[i / 2][1 - i % 2];
        size_t n = strlen(mine);
        if (strncmp(f->name, mine, n) == 0 && (!f->name[n] || str_eq(f->name + n, "f") ||
                                               str_eq(f->name + n, "l")))
            return fmt("%s%s", other, f->name + n);
    }
    return NULL;
}

/* v of  T v = f(e);  of a list, and the call */
static Sym *declared_call(const Stmt *s, Expr **call)
{
    Sym *v = s->kind == S_DECL && s->decls.n == 1 ? s->decls.at[0] : NULL;
    if (!v || !v->init || v->kind != SYM_VAR || v->global || v->storage == ST_STATIC)
        return NULL;
    *call = skip_conv(v->init);
    return (*call)->kind == E_CALL && same_type((*call)->type, v->type) ? v : NULL;
}

static Walk find_assignment(Expr *e, void *context)
{
    bool sets = e->kind == E_ASSIGN || (e->kind == E_UNARY && e->op >= OP_PREINC &&
                                        e->op <= OP_POSTDEC);
    return sets && ref_sym(e->kid[0]) == context ? WALK_STOP : WALK_ON;
}

typedef struct Once {
    Adjoint *a;
    bool is;
} Once;

/* Of variables that are set where they are declared, and only there? */
static Walk check_once(Expr *e, void *context)
{
    Once *o = context;
    bool memory = e->kind == E_INDEX || e->kind == E_MEMBER || e->kind == E_CALL ||
                  (e->kind == E_UNARY && e->op == OP_DEREF);
    o->is &= !memory;
    if (e->kind == E_REF && o->is) {
        Sym *v = e->u.sym;
        o->is = !v->global && v->storage != ST_STATIC && place_of(o->a->p, v)->exact &&
                !is_volatile(v->type) &&
                walk_block(o->a->f->body->body, NULL, find_assignment, v);
    }
    return o->is ? WALK_ON : WALK_STOP;
}

static bool is_set_once(Adjoint *a, Expr *e)
{
    Once o = {a, true};
    walk_expr(e, check_once, &o);
    return o.is;
}

typedef struct Partner {
    const char *function;
    const Expr *argument;
    Sym *v;
} Partner;

static Expr *put_partner(Expr *e, void *context)
{
    const Partner *k = context;
    const Sym *f = e->kind == E_CALL && e->nkid == ARGS + 1 ? callee_sym(e) : NULL;
    bool same = f && str_eq(f->name, k->function) && same_expr(e->kid[ARGS], k->argument) &&
                same_type(e->type, k->v->type);
    return same ? ref(k->v) : e;
}

/* Looks from s on in its list for the partner of v = call, for both of them. */
static void find_partner(Adjoint *a, Stmt *s, Sym *v, Expr *call)
{
    const char *other = other_function(call);
    Expr *its;
    for (Stmt *t = s->next; t && other && !leaves(t); t = t->next) {
        Sym *w = declared_call(t, &its);
        if (!w || callee_sym(its) == NULL || !str_eq(callee_sym(its)->name, other) ||
            its->nkid != ARGS + 1 || !same_expr(its->kid[ARGS], call->kid[ARGS]) ||
            custom_adjoint(its) || !is_set_once(a, call->kid[ARGS]) || !is_set_once(a, ref(v)) ||
            !is_set_once(a, ref(w)))
            continue;
        Partner of_v = {other, call->kid[ARGS], w};
        Partner of_w = {callee_sym(call)->name, call->kid[ARGS], v};
        rewrite_block(plan_of(a, s)->rev, put_partner, &of_v);
        rewrite_block(plan_of(a, t)->rev, put_partner, &of_w);
        read_again(a, s);
        read_again(a, t);
        return;
    }
}

/* Needs: the reverse code of statements (Plan.rev). */
void use_partners(Adjoint *a, Block b)
{
    for (Stmt *s = b.first; s && !options.no_costly; s = s->next) {
        Expr *call;
        Sym *v = declared_call(s, &call);
        if (v && !is_empty(plan_of(a, s)->rev))
            find_partner(a, s, v, call);
        for (int i = 0; i < 3; i++)
            use_partners(a, s->body[i]);
    }
}
