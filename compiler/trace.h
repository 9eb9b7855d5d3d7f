/* trace.h - see trace.c; both modes use it. */
#ifndef ADCC_TRACE_H
#define ADCC_TRACE_H

#include "adcc.h"

/* A statement of the source, noted before derivative code takes it over. */
typedef struct Traced {
    const char *text;    /* NULL: it is not traced */
    Loc loc;
    const Sym *variable; /* that it declares, or NULL */
} Traced;
Traced traced(const Stmt *s); /* only with --check=statements, --trap */
/* What a statement at loc became for the adjoint; the tangent knows it as one. */
void trace_as_one(Stmt *parts, Loc loc);
/* The derivative code of the statement, telling what it does.  result: return_d or return_b. */
Block trace_tangent(const Traced *of, const Sym *result, Block group);
Block trace_adjoint(const Traced *of, const Sym *result, Block rev);

bool calls_made(const Expr *e);

#endif
