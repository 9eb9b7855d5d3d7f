/* verify.h - between the parts of adcc --check. */
#ifndef ADCC_VERIFY_H
#define ADCC_VERIFY_H

#include "adcc.h"

extern const char check_source[]; /* runtime/check*.c, made by cmake */
extern const char trace_source[]; /* runtime/trace.c, for --check=statements */

/* What ADCC_CHECK says of one variable or member. */
typedef struct Sample {
    const char *path;      /* "x", "body.pos"; interned */
    Names extents;         /* texts in brackets */
    const char *low, *high;/* of uniform(low, high), or the value twice; NULL: no value */
    bool uniform, used;
    bool by_index;         /* the value is in terms of i, the number of the element */
    Loc loc, value_loc;
} Sample;
VEC(Sample, Samples);

/* The check of one function. */
typedef struct Driver {
    Out *out;
    Units *program;
    const Request *request; /* adjoint or tangent: both have its lists */
    Syms *shadows;          /* of file-scope variables */
    Samples samples;
    Map taken;              /* names in the function that is written */
    int depth, loops;
    int number;             /* of the check, from 1 */
    Func *complex;          /* for the complex step; NULL: there is none */
} Driver;

/* verify_sample.c - ADCC_CHECK(...); errors are said at their words */
Samples read_samples(Units *program, const Func *f);
Sample *sample_of(Driver *d, const char *path); /* NULL if nothing is said */

/* verify_value.c - whole numbers in terms of what is sampled, as far as they are known */
bool known_number(const Samples *samples, const Func *f, const char *text, long *n);
bool divides_by_zero(const Samples *samples, const Func *f, const char *text);

/* verify_float.c - 'functions': all that the one of the request reaches */
bool computes_in_float(const Request *request, const Funcs *functions);

/* verify_memory.c - declares, fills and registers what the function sees */
bool is_active(const Driver *d, const Sym *v); /* NULL: the returned value */
void put_line(Driver *d, const char *format, ...) PRINTF_LIKE(2, 3);
const char *plain_type(Type *t);
const char *shadow_name(Driver *d, const Sym *v, Mode mode);
const char *complex_name(Driver *d, const char *name);
void put_parameter(Driver *d, Sym *v);
void put_global(Driver *d, Sym *v);
void put_result(Driver *d, Type *t);

/* verify_complex.c - prints the function for complex numbers, which becomes d->complex; or says why
 * there is none */
const char *put_complex_form(Driver *d);
Type *complex_form_of_type(Type *t);

/* verify.c */
Requests with_both_modes(Requests requests);
/* The engine, a function for each request, and main, to stand behind source and derivatives. */
Names emit_check(Out *out, Units *program, const Requests *requests, Syms *shadows); /* names */

/* verify_run.c: compiles the text with $CC, runs it, and ends with its verdict: 0 or 1. */
NORETURN void run_check(const Out *text, const Names *functions);
NORETURN void check_failed(const char *what, const char *why);
/* How a command has ended. */
typedef struct Ended {
    bool well;       /* by itself, with status 0 */
    bool beyond;     /* a limit was reached */
    int status;      /* of its exit; -1 if there was none */
    const char *how; /* "status 2", "signal 6", or which limit */
} Ended;
Ended run_command(Names *arguments, int timeout, const char *missing);
/* verify_usage.c - computing time and memory of all processes of the group */
typedef struct Usage {
    double seconds, megabytes;
} Usage;
Usage usage_of_group(long group);

void remove_check_folder(void);      /* also from a signal's handler */

/* verify_plot.c - ends the run if options.plot cannot be written; writes it from the file 'plot' in
 * the folder */
void try_plot(void);
void draw_plot(const char *folder, const Names *functions);

#endif
