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
Expr *read_extent_sum(Reader *r); /* n * (m + 1); NULL after an error */

/* custom.c */
/* quiet: nothing happens where it does not fit */
void read_use(const Unit *unit, const Annotation *a, bool quiet);

#endif
