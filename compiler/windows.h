/* windows.h - which parts of arrays two arguments of a call lead to (windows.c). */
#ifndef ADCC_WINDOWS_H
#define ADCC_WINDOWS_H

#include "reverse.h"

/* A call, and where it is. */
typedef struct Call {
    const Inst *f;    /* the function it is in */
    const Expr *e;
    const Stmt *loop; /* the innermost one around it, a for; NULL: none, or another */
    Block around;     /* the list that this loop is in */
    bool (*lead_apart)(void *context, const Sym *v, const Sym *w); /* to different objects, now? */
    void *context;
} Call;

/* How many elements behind parameter v of f are touched at most: another parameter; or NULL. */
Sym *find_window(Program *p, const Inst *f, Sym *v);
/* Do arguments i and j lead to windows of so many elements, argument k, that share none? */
bool are_windows_apart(const Call *call, int i, int j, int k);

#endif
