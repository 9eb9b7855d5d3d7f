/* common.h - what the problems of the benchmark share.
 *
 * A problem is a folder: NAME.c is the function as its users write it, with adcc's annotations;
 * hand.c its derivative written by hand; adolc.cc the same for ADOL-C, where there is one;
 * main.c defines 'problem': the data, and how each derivative is called.  common.c has main().
 */
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A problem at one size. */
typedef struct Case {
    char label[64];     /* names the size */
    double *x;          /* what is differentiated with respect to */
    size_t inputs;      /* how many */
    size_t entries;     /* of the derivative; 0 is a gradient of 'inputs' entries */
    double evaluations; /* of f for one-sided differences; 0 is inputs + 1 */
    double tolerance;   /* of the check against differences; 0 is 1e-6 */
    double step;        /* of those; 0 is 1e-4 */
    double rounding;    /* by how much derivatives may differ; 0 is 1e-8 */
} Case;

/* Derivatives come zeroed, and are added to, unless they are said to be written as a whole. */
typedef struct Problem {
    const char *name;
    int sizes;                         /* 0 is for checks, the others are timed */
    void (*set_up)(int size, Case *c); /* makes the data */
    double (*primal)(void);            /* f */
    double (*adcc)(double *derivative);
    double (*hand)(double *derivative);
    /* Only where f has several results: a sum of them, and its slope along a direction. */
    double (*value)(void);
    double (*slope)(const double *derivative, const double *direction);
    /* Only where they write much besides: differences, one-sided or (sides = 2) central. */
    void (*differences)(double *derivative, int sides);
    int whole; /* all contestants write each entry of the derivative */
    int large; /* how many of the sizes, the last, need up to 1 GB: timed only on request */
} Problem;
extern const Problem problem;

/* Where the problem has them: records the tape of ADOL-C, and evaluates the derivative from it. */
void adolc_trace(const double *x, size_t n) __attribute__((weak));
void adolc_derivative(const double *x, size_t n, double *derivative) __attribute__((weak));

double *bench_scratch(size_t count); /* for a derivative by hand: one, kept from call to call */
double *bench_array(size_t count);          /* zeroed */
int *bench_integers(size_t count);          /* zeroed */
double bench_uniform(double lo, double hi); /* pseudo-random */
double bench_normal(void);
void bench_fill(double *x, size_t count, double lo, double hi);

#ifdef __cplusplus
}
#endif

#endif
