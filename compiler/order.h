/* order.h - what the iterations of a loop have to do with one another (order.c). */
#ifndef ADCC_ORDER_H
#define ADCC_ORDER_H

#include "effect.h"

typedef struct Order {
    Effect *effect;  /* of an iteration */
    Sym *i;
    long step;       /* what a step adds to it; LONG_MIN: not known */
    Expr *first, *last; /* its values are among these; NULL: not known */
    Map own;         /* variables of an iteration */
    Map value_of;    /* of those that stay as they begin: int at = i * m + j */
    Syms sums;       /* variables that it adds to */
    bool inner;      /* there are loops in it, arrays, or jumps */
    bool branches, jumps;
    Map *names;      /* taken in the function */
    const Map *begins; /* pointers -> pointer + number, which they are throughout */
    bool apart;      /* the user says that iterations are independent */
    bool halves;     /* what commutes does so because elements are a loop apart, or of columns that
                      * are different ones (halves.c) */
} Order;

/* What the iterations of a loop, for (int i = ...), do. */
Order look_at_loop(Program *p, const Stmt *loop);
/* for (int i = first; i REL end; i++), without a pragma */
bool runs_up_to(const Stmt *s, Op rel);
bool is_own(const Order *k, const Expr *path);
/* Only of variables, and the same in all iterations? */
bool is_fixed(const Order *k, const Expr *e);
/* a[i], s[i].x, a[i][2]: another object in each iteration */
bool is_element(const Order *k, const Expr *path);
/* Is it one place in all iterations where an array or struct is: a, a[2], s.a, p->a, *p? */
bool is_fixed_place(const Order *k, const Expr *e);
/* May these two be the same object, in any iterations? */
bool may_meet(const Order *k, const Touch *t, const Touch *u);
/* Do iterations that commute meet only in sums of variables, if at all? */
bool are_sums(Order *k);
void mark_loop(Stmt *s, const Order *k); /* for C compilers */
/* Of local integers that only assignments change, and numbers? */
bool is_local_sum(const Expr *e);

/* halves.c */
/* Elements of one array that no two iterations share, as they are at least a loop apart? */
bool are_a_loop_apart(const Order *k, const Expr *a, const Expr *b);
/* Elements of one array that no two iterations share, as each has a column of its own? */
bool are_in_one_column(const Order *k, const Expr *a, const Expr *b);
/* a = i + what does not change */
bool moves_by_one(const Order *k, const Expr *a);
/* The pointers of the function that are such a sum of variables throughout. */
Map find_begins(Func *f);
/* Is a - b, in one iteration, the same number in all?  Then it is *distance. */
bool index_distance(const Order *k, const Expr *a, const Expr *b, long long *distance);

/* Is a, in loops over the columns and rows of a grid in one array, the element that is so many rows
 * and columns behind b?  Both are in a row of their own for each index of 'rows'. */
bool grid_distance(const Order *columns, const Order *rows, const Expr *a, const Expr *b,
                   long long *row, long long *column);

/* first_sums.c */
/* In the body of a loop of the reverse sweep: elements that begin at zero begin at what is added.
 * True if one does. */
bool begin_sums(const Order *k, Block *body);

/* restart.c */
/* Loops that only step variables back, on their way to what they were before a loop of the forward
 * sweep: where that can be saved instead, they go.  True if one did. */
bool restart(Func *f, const Stmts *backs);

/* around.c */
/* Is the loop one that is for vectors, though there are short loops in it? */
bool is_around_short_loops(const Order *k, const Stmt *loop);

/* scatter.c */
/* True if the loop, whose iterations commute, adds in loops of its own. */
bool part_sums(Stmt *loop, Order *k);

/* ring.c */
/* A loop over rows, with nothing in it but one over columns; and what becomes of it. */
typedef struct RowLoop {
    Stmt *loop, *columns;
    Stmts about_blocks; /* the rest of the body: only blocks of the tape matter to it */
    Order k;
    bool made;
    Expr *guard;              /* there are iterations; NULL: that is known */
    Block before, each, after; /* around the loop, and at the end of its body */
} RowLoop;
/* True if what the loop over columns, whose iterations commute, adds to other rows waits. */
bool wait_in_ring(Stmt *columns, Order *k, RowLoop *rows);

#endif
