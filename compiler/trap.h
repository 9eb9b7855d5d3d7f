/* trap.h - see trap.c, trap_independent.c. */
#ifndef ADCC_TRAP_H
#define ADCC_TRAP_H

#include "trace.h"

/* Says of derivative code, unless that is known, to which statement of the source it belongs. */
void note_statement(const Traced *of, Block derivative);
/* f: a derivative made for the request, not yet simplified; root: the one that was asked for.
 * Nothing without --trap. */
void add_traps(const Request *r, Func *f, bool root);

/* With --trap-independent, or to be checked: tangents stop where iterations are not independent
 * although the user says so. */
void watch_iterations(Funcs *tangents);

#endif
