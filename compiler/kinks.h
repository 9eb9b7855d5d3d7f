/* kinks.h - see kinks.c. */
#ifndef ADCC_KINKS_H
#define ADCC_KINKS_H

#include "adcc.h"

/* How the mode at hand tells whether a real value depends on the independents. */
typedef struct Flow {
    bool (*flows)(const struct Flow *flow, const Expr *e);
    void *context;
} Flow;

/* Puts the counting calls into a list of statements in normal form; are there any? */
bool add_kinks(const Flow *flow, Block *b);

#endif
