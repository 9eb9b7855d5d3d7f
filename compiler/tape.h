/* tape.h - blocks of the tape that loops fill (tape.c, flat.c). */
#ifndef ADCC_TAPE_H
#define ADCC_TAPE_H

#include "reverse.h"

/* A block that each iteration of a loop takes, all of the same length. */
typedef struct Row {
    const Stmt *push; /* of its pointer */
    Stmt *reserve;    /* T *row = adcc_reserve(bytes);  in the forward sweep */
    Stmt *release;    /* in the reverse one */
    long elements;
} Row;

/* tape.c */
bool is_call_of(const Expr *e, const char *name);

/* flat.c */
/* The row of which the push keeps the pointer; NULL if it must stay a block of its own. */
Row *find_row(const Stmts *pushes, const Stmt *push, const Stmt *loop, const Stmt *rev);
Expr *bytes_of_row(const Row *row, Sym *block); /* as a part of that block */
Expr *place_of_row(const Row *row, Sym *block, Expr *iteration);

#endif
