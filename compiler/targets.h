/* targets.h - which functions a pointer may hold: see targets.c. */
#ifndef ADCC_TARGETS_H
#define ADCC_TARGETS_H

#include "adcc.h"

typedef struct Targets Targets;
bool is_function_pointer(Type *t);
Sym *function_name(Expr *e); /* f, &f or *f: the function; else NULL */
/* Looks through the program as the frontend gave it; root's parameters may hold anything. */
Targets *find_targets(Units *units, const Func *root);
/* A copy of a function, perhaps lowered: calls in it may be asked about then. */
void add_clone(Targets *t, Func *clone, const Func *original);
/* The functions that the call, through a pointer, may reach, in the order of the source. */
Syms targets_of(Targets *t, Expr *call);
/* Is the pointer of the call stored where the caller of the derivative can put another one? */
bool may_come_from_outside(Targets *t, Expr *call);
/* Do variables that others see, or functions not among 'inside', mention f? */
bool is_taken_outside(Units *units, Sym *f, const Map *inside);
/* Functions whose address is taken. (tangent_activity.c) */
void find_pointed(Units *program, Syms *all);

#endif
