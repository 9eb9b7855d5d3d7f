/* effect.h - what derivative code reads and writes (fuse.c). */
#ifndef ADCC_EFFECT_H
#define ADCC_EFFECT_H

#include "reverse.h"

typedef enum Access { READS, WRITES, ADDS } Access;

/* One access of a path in the text: x_b[i], *p, v. */
typedef struct Touch {
    const Expr *path; /* NULL: something that a call gets at */
    Access kind;
    bool shadow;
    Bits bits; /* places of shadows, else accesses */
} Touch;
VEC(Touch, Touches);

struct Effect {
    Program *p;
    Bits reads, writes;               /* accesses */
    Bits shadow_reads, shadow_writes; /* places */
    Bits shadow_adds;                 /* those that are only added to, in any order */
    bool tape, observable;
    bool only_loads;  /* the tape is touched by loads from blocks alone */
    bool only_blocks; /* ... or by stores to them */
    bool unknown;    /* anything */
    bool slice;      /* what is skipped (rerun.c) does not count */
    bool log;        /* one by one: */
    Touches touches;
};

void add_effect_of_block(Effect *x, Block b);
Sym *path_root(Expr *e); /* the variable that a path starts from, or NULL */

#endif
