/* simplify.h - what the parts of simplify*.c share: what statements use, and what is known of the
 * variables. */
#ifndef ADCC_SIMPLIFY_H
#define ADCC_SIMPLIFY_H

#include "adcc.h"

/* What an expression does with storage, in the order of the tree. */
typedef enum UseKind {
    USE_READ,   /* the value of a variable, or of a part of it */
    USE_WRITE,  /* gives a variable a new value */
    USE_PART,   /* gives a part of a variable (element, member) a new value */
    USE_ESCAPE, /* its address goes somewhere */
    USE_LOAD,   /* reads through a pointer; sym is the pointer variable it starts from, or NULL */
    USE_STORE,  /* writes through one */
    USE_CALL,   /* a call that may do anything to memory */
} UseKind;

typedef struct Use {
    UseKind kind;
    Sym *sym;
} Use;
VEC(Use, Uses);

void uses_of_expr(Uses *uses, const Expr *e); /* e as a value */
void uses_of_stmt(Uses *uses, const Stmt *s); /* and everything below */
void uses_of_extents(Uses *uses, Type *t);
void uses_of_place(Uses *uses, const Expr *lvalue); /* what finding it reads: indices, pointers */
/* The variable that an lvalue lies in (direct), or the pointer by which it is reached. */
Sym *target_root(const Expr *lvalue, bool *direct);

/* Memory that is not a private variable: shadows and primal values never overlap. */
enum { MEMORY_PRIMAL = 1, MEMORY_SHADOW = 2, MEMORY_ANY = 3 };

/* A local variable. */
typedef struct Facts {
    Sym *sym;
    int index;   /* its bit */
    int reads;   /* statements and initialisers read it so often */
    int writes;  /* writes, of parts too, and initialisers */
    bool shared; /* its address escapes, or source text mentions it: accesses are memory accesses */
    bool fixed;  /* the extent of an array mentions it */
} Facts;

/* What evaluating or executing something may touch. */
typedef struct Effect {
    Bits reads, writes;     /* private variables by Facts.index */
    unsigned loads, stores; /* memory, MEMORY_... */
    bool jumps;             /* may leave the list of statements it stands in */
    bool marked;            /* control may come into it from elsewhere: a label or case in it */
} Effect;

typedef struct Stretch Stretch;

typedef struct Simplify {
    Func *f;
    Map facts;   /* Sym -> Facts */
    Syms locals; /* by Facts.index */
    Map texts;   /* identifiers in source text that is kept */
    Map effects; /* Stmt -> Effect, as long as they hold */
    Uses uses;   /* of the statement that was looked at last */
    Stretch *stretches; /* of the list at hand, NULL if it is short */
    int stretch_count;
    Map names;   /* taken in the function, once names_known */
    bool names_known;
    bool changed;
} Simplify;

Simplify gather_facts(Func *f);                  /* of the function as it is now */
Facts *facts_of(Simplify *c, const Sym *v);      /* NULL if it is not a local variable */
Facts *private_facts(Simplify *c, const Sym *v); /* NULL unless only direct accesses reach it */
bool may_change(const Sym *v);                   /* a derivative, or a temporary of adcc */
Effect *effect_of(Simplify *c, Stmt *s);
Effect effect_of_expr(Simplify *c, const Expr *e);
Effect effect_of_uses(Simplify *c, const Uses *uses);
bool disturbs(const Effect *s, const Effect *value); /* may executing s change the value? */
/* Adds (sign 1) or takes away (-1) the reads and writes of s. */
void count_stmt(Simplify *c, const Stmt *s, int sign);
void stmt_changed(Simplify *c, Stmt *s); /* what was known of s holds no longer */
int size_of_expr(const Expr *e);         /* nodes, conversions not counted */

/* ------------------------------------------------------------ simplify_reach.c */

void begin_reach(Simplify *c, const Stmts *list); /* rules look at this list from now on */
/* The statement after list->at[i], or -1; those may be left out that leave the watched variables
 * and memory alone, and control as it is. */
int next_that_matters(Simplify *c, const Stmts *list, int i, const Effect *watched);
/* Rules say what they do to statements that others have looked at. */
void place_changed(Simplify *c, int j);
void places_shifted(Simplify *c, const Stmts *list, int from, int to);

/* simplify_list.c: the statements of one block; simplify_dead.c: stores and declarations that
 * nobody needs; simplify_expr.c: signs and neutral operands of one statement, i += 1 back to i++;
 * simplify_share.c: calls made twice */
bool simplify_list(Simplify *c, Stmts *list);
Sym *defined_by(const Stmt *s, Expr **value); /* of `T x = e;` and `x = e;` the variable and e */
void insert_before(Simplify *c, Stmts *list, int i, Stmt *s);
void remove_dead(Simplify *c);
bool tidy_expr(Simplify *c, Stmt *s);
void restore_steps(Func *f);
bool reuse_value(Simplify *c, Stmts *list, int i);
bool share_call(Simplify *c, Stmts *list, int i);

#endif
