/* lower.h - what the files of the lowering pass share.
 *
 *     y = *p++ + f(x);      pending: the p in *p     postponed: p += 1
 *
 * Expressions are rewritten in place, operands first.  Statements that their
 * effects need go to 'out'; what is left is pure and is evaluated later, when the
 * statement that holds it is put out.  C allows that for operands that are
 * unsequenced; values that are sequenced before something are 'pending' until
 * they are used, and become a temporary when an effect that would change them has
 * to go first.  Post-increments are 'postponed' as long as nobody can tell.
 */
#ifndef ADCC_LOWER_H
#define ADCC_LOWER_H

#include "adcc.h"

/* The lowering of one function. */
typedef struct Lower {
    Func *func;
    Block *out;      /* where statements go */
    Exprs pending;   /* nodes of trees not yet put out, whose values must stay as they are now */
    Exprs postponed; /* assignments due before the next sequence point at which they show */
    Map taken;       /* names in use or not to be used */
    Map truths;      /* temporaries that are 0 or 1 */
    Map changed;     /* variables that some expression changes, or takes the address of */
} Lower;

/* lower_effect.c - what expressions do, and when it happens */

bool reads_volatile(const Expr *e);  /* e, used as a value, reads a volatile or atomic object */
bool is_atomic(const Type *t);       /* _Atomic at its top, below typedefs */
bool is_pure_lvalue(const Expr *e);  /* designating e's object has no side effect */
bool stands_alone(Expr *e);          /* one call, va_arg or volatile read, below conversions */
Sym *root_of(const Expr *lvalue);    /* the variable whose storage it is; NULL behind pointers */
bool is_exposed(const Sym *v);       /* may code elsewhere, or a pointer, reach it? */
bool mentions(const Expr *e, const Sym *v); /* does v occur in e, sizeof and text included? */
bool block_mentions(Block b, const Sym *v);
void put(Lower *l, Stmt *s);
/* A statement, or a declaration with a call, after saving the pending values that it changes. */
void put_effect(Lower *l, Expr *e);
void put_call_decl(Lower *l, Sym *v, Expr *init);
void postpone(Lower *l, Expr *assignment);
void put_postponed(Lower *l);
void put_postponed_before_call(Lower *l);                 /* those that other functions might see */
void put_postponed_before_reads(Lower *l, const Expr *e); /* those whose variables e reads */
void put_postponed_before_write(Lower *l, const Expr *lvalue);
void settle(Lower *l); /* nothing is postponed, and pending values are in temporaries */
Expr *pend(Lower *l, Expr *value); /* 'value', which is pending from now on */

/* lower_expr.c - expressions.  All leave pending values to the caller, which cuts l->pending back
 * once the statement that uses them is being put out. */

Expr *lower_value(Lower *l, Expr *e);  /* to a pure expression of the same value */
Expr *lower_lvalue(Lower *l, Expr *e); /* to a pure lvalue */
Expr *lower_source(Lower *l, Expr *e); /* to a pure expression or one call: what '=' may store */
void lower_effects(Lower *l, Expr *e); /* for its effects only */
void lower_branches(Lower *l, Expr *choice, Expr *into); /* if (c) into = a; else into = b; */
bool can_assign_branches(const Expr *rhs); /* ... is what into = rhs should become */
bool must_stay(Expr *e);                   /* a statement with e cannot be taken apart: setjmp */
Expr *negation(Expr *e);                   /* !e, written as a person would */
Expr *at(Expr *e, Loc loc);                /* e, placed there */
Sym *new_temp(Lower *l, const char *base, Type *t, Loc loc);
Type *held_type(const Expr *e); /* e's type in arithmetic: narrow bit-fields are ints there */
Type *local_type(Type *t); /* t without what only parameters have: x[n] as written */
Stmt *declare(Sym *v, Expr *init, Loc loc);

/* lower_literal.c - e, which goes into a block, without the literals that live longer */

Expr *hoist_literals(Lower *l, Expr *e);

/* lower.c - statements */

void lower_stmt(Lower *l, Stmt *s);
Block lower_block(Lower *l, Block b);
Expr *lower_into(Lower *l, Block *b, Expr *e); /* lower_value with its statements put there */
bool has_marks(Block b);                       /* case or label: can be jumped into */

/* lower_loop.c */

void lower_loop(Lower *l, Stmt *s);

/* lower_names.c */

void make_names_unique(Lower *l); /* fills l->taken */
void copy_assigned_parameters(Lower *l);
void find_assigned_parameters(const Func *f, Map *assigned); /* Sym -> where it is changed */
const char *fresh_name(Lower *l, const char *base);          /* base1, base2, ... */
const char *fresh_or_same(Lower *l, const char *name);

#endif
