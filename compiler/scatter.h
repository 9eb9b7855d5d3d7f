/* scatter.h - additions that leave a loop for loops of their own (scatter.c, gather.c). */
#ifndef ADCC_SCATTER_H
#define ADCC_SCATTER_H

#include "order.h"

/* Values of the iterations, and zeros on both sides of them. */
typedef struct Row {
    Sym *sym;
    const Sym *of; /* the variable of the iteration whose values they are, or NULL */
    int before, after;
} Row;
VEC(Row, Rows);

/* An addition that moves. */
typedef struct Moved {
    Stmt *stmt;
    Expr *place; /* to which it adds */
    Expr *value;
    Op op;
    Sym *from; /* the variable of the iteration that the value is made of; NULL: stored itself */
    int row;
    int group; /* the first that adds to the same elements, perhaps in other iterations ... */
    int shift; /* ... what is element i for that is i + shift here */
} Moved;
VEC(Moved, MovedSums);

typedef struct Scatter {
    const Order *k;
    Map *names;
    MovedSums moved;
    Rows rows;
    Sym *first, *end; /* of the iterations of a row */
} Scatter;

/* scatter.c */
/* A variable of the iteration that keeps the value it begins with; NULL if e is something else. */
Sym *constant_of(const Scatter *x, const Expr *e);
/* Does the statement add to what the loop only adds to?  meets: also elsewhere. */
bool is_addition(const Scatter *x, const Stmt *s, Moved *m, bool *meets);
/* Does it so, and meets? */
bool may_move(const Scatter *x, const Stmt *s, Moved *m);
const Touch *touch_at(const Order *k, const Expr *path);
/* May the elements be the same in two iterations, or in one? */
bool may_mix(const Order *k, const Expr *a, const Expr *b);
/* The loop without what moves. */
Order rest_of(const Scatter *x);
/* The variables of an iteration that are needed to find the place, as they are before that
 * statement; syms: which stand for which. */
Block declare_own(const Scatter *x, Block body, const Stmt *before, Expr *place, Map *syms);
Stmt *add_to(Expr *place, Expr *sum); /* place += sum; */
Block without_nothing(Block b); /* the statements of b but for those that are gone */
/* One past the last value of the index, as a long; NULL if the loop is of another kind. */
Expr *end_of(const Stmt *loop, const Sym *i);
bool is_short(const Stmt *loop, const Sym *i); /* a few iterations, as the text says */

/* gather.c */
/* The variable of the iteration that the value is made of, without loss; NULL: something else. */
Sym *made_of(const Scatter *x, const Expr *value);
/* Finds what is added to the same elements. */
void group_moved(Scatter *x);
/* What may as well move with others of its group. */
void join_groups(Scatter *x, Block body);
/* The zeros that a group needs beside the values. */
void widen_rows(Scatter *x);
/* How far the first and the last of a group are apart. */
int group_span(const Scatter *x, int group);
/* The one whose place is ahead of all others of its group. */
const Moved *first_of_group(const Scatter *x, int group);
/* What a group adds to that place in iteration i. */
Expr *sum_of_group(const Scatter *x, int group, Sym *i);
/* What m adds, where the element is the variable that it is made of. */
Expr *value_of(const Moved *m, Expr *element);
Expr *with_term(Expr *sum, Op op, Expr *value); /* sum op value; NULL: none yet */

#endif
