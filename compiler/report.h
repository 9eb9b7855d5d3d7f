/* report.h - see report.c. */
#ifndef ADCC_REPORT_H
#define ADCC_REPORT_H

#include "adcc.h"

typedef enum FactKind {
    FACT_SAVED,    /* a value that is overwritten, or a variable where its block ends */
    FACT_COMPUTED, /* a variable, from its initialiser */
    FACT_AGAIN,    /* a loop whose iterations run again (rerun.c) */
    FACT_JOINED,   /* a loop whose iterations are reversed as they run (joined.c) */
    FACT_RUNS,     /* a loop in runs (checkpoint.c) */
    FACT_TAPE,     /* a loop that is reversed from the tape */
    FACT_NOTHING,  /* a loop that needs none */
    FACT_NO_EFFECT, /* ADCC_SAVE or ADCC_RECOMPUTE that changes nothing */
    FACT_LEAF,     /* a function that runs again with its reverse */
    FACT_DIRECT,   /* a function that is reversed as it runs (direct.c) */
} FactKind;

/* One thing that was decided, and why. */
typedef struct Fact {
    Loc loc;
    FactKind kind;
    const char *function, *what;
    const char *bytes; /* each time, "8 bytes"; NULL: none */
    const char *loops; /* around it: "j and i" */
    const char *why, *hint; /* hint: NULL if there is none */
} Fact;
VEC(Fact, Facts);

void emit_report(Out *out, const Facts *facts, bool json);

#endif
