/* annotate.h - reading the text of ADCC_... macros, word by word. */
#ifndef ADCC_ANNOTATE_H
#define ADCC_ANNOTATE_H

#include "adcc.h"

/* An annotation while it is read. */
typedef struct Reader {
    Words words;
    int next;
    Loc whole;   /* the macro call, or the option's argument */
    Func *func;  /* what is differentiated, or its parameters; NULL until known */
    bool calls;  /* extents may call functions */
    bool failed; /* an error was said: the rest makes no sense */
} Reader;

Words split_words(const char *text, size_t n, const File *file, int offset);
Word peek_word(const Reader *r);                  /* an empty one at the end */
bool skip_word(Reader *r, const char *text);      /* if it is this one */
void expect_word(Reader *r, const char *text);
bool is_name_word(const char *text);
void annotation_error(Reader *r, const char *wanted);
bool check_extent(Loc loc, const char *name, const Expr *n); /* false: said why not */
Expr *read_extent_sum(Reader *r); /* n * (m + 1); NULL after an error */

/* One ADCC_USE_... while it is read. */
typedef struct Use {
    Sym *f, *derivative;
    Mode mode;
    Loc loc;      /* the derivative's name there */
    Given *given;
    bool quiet;   /* nothing is said if the signature does not fit */
} Use;

/* custom.c */
Walk find_change(Expr *e, void *use); /* of a variable that outlives the call: an error */
void name_params(const Use *u);       /* given->params, with extents that are not known */
Func *scope_of(const Use *u, const Unit *unit);
Expr *declared_elements(const Use *u, const Unit *unit, const char *text); /* "double[n]" */
void read_given_extent(Reader *r, const Use *u);                           /* y[n] */
Sym *read_function_name(Reader *r, const Unit *unit);
bool check_conflicts(const Use *u);
/* quiet: nothing happens where it does not fit */
void read_use(const Unit *unit, const Annotation *a, bool quiet);

/* differences.c */
void read_differences(const Unit *unit, const Annotation *a);

#endif
