/* filled.h - adjoints of arrays across calls of functions that adcc wrote: which elements a loop
 * has to do with (span.c), what becomes of an array that is handed over (callees.c, call_life.c).
 * last_call.c and filled_call.c make use of it.
 */
#ifndef ADCC_FILLED_H
#define ADCC_FILLED_H

#include "reverse.h"

/* base + more; base NULL: the number alone. */
typedef struct Bound {
    const Expr *base;
    long more;
} Bound;

/* The values of i in a loop: those from first to the one before end, each once. */
typedef struct Span {
    Sym *i;
    Bound first, end;
} Span;

/* span.c - changed: variables of the function that do not keep their first value. */
bool is_steady(const Map *changed, const Expr *e);
/* The value of signed integers that stay as they are; false if it is not that. */
bool find_bound(const Map *changed, const Expr *e, Bound *b);
bool find_span(const Map *changed, const Stmt *loop, Span *span);
/* Is e = i + *n, with a number? */
bool find_shift(const Expr *e, const Sym *i, long *n);
/* Is a - b the same number always?  Then it is *n. */
bool bound_difference(Bound a, Bound b, long *n);
Expr *bound_value(Bound b); /* as code */

/* A derivative function that others call. */
typedef struct Callee {
    Func *f;
    Map changed;   /* its variables that do not keep one value */
    bool jumps;    /* has labels or a switch, or very many arrays */
    int arrays;    /* that it declares */
    bool open;     /* not all of its calls are known */
    Bits confined; /* parameters of whose storage it keeps no pointer ... */
    Bits dead;     /* ... and that nobody reads after any call (call_life.c) */
} Callee;

int param_number(const Func *f, const Sym *v); /* its number among the parameters; -1: none */

typedef struct Callees {
    Funcs *all;
    Map of; /* Sym of a function -> Callee */
} Callees;

/* callees.c */
Callees *find_callees(Program *p, Funcs *all); /* all but Callee.dead */
Callee *new_callee(Program *p, Func *f);       /* neither, nor what its callees do */
Callee *callee_of_call(const Callees *c, const Expr *e); /* NULL: e is no call of one */
/* Those of 'old' go that no function calls any more. */
void drop_unmentioned(Funcs *all, const Funcs *old);
bool is_element_of(const Expr *e, const Sym *v);         /* v[i], v[i][j]: a number */
bool is_zero_stored(const Stmt *s, const Sym *v);        /* v[i] = 0.0; */
bool mentions_once(const Expr *e, const Sym *v);
/* An array of reals that adcc made, of which no pointer is kept anywhere? */
bool is_confined_array(const Callees *c, const Func *f, const Sym *v);

/* What the arrays and pointers of a function lead to, for calls that hand them over. */
typedef struct Arrays {
    const Callees *c;
    const Func *f;
    Map changed; /* its variables that are assigned */
    Map confined, other; /* its arrays of which no pointer is kept, and those of which one may be */
} Arrays;

Arrays look_at_arrays(const Callees *c, const Func *f);
/* A variable of f that is an array of reals, or a pointer that is never assigned? */
bool is_steady_array(const Arrays *in, const Sym *v);
/* Do two of them lead to different storage? */
bool arrays_apart(Arrays *in, const Sym *v, const Sym *w);

/* filled.c */
bool clears(const Stmt *s, const Sym *v); /* memset(v, 0, sizeof v); */

/* last_call.c */
void drop_zeros_of_own(Program *p, const Callees *c, Func *f);

/* call_life.c */
void find_dead_params(Callees *c);

#endif
