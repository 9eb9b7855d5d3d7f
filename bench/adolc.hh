// adolc.hh - includes first whatever the C source includes, then lets it be compiled with adouble.
//
//     #include "../adolc.hh"
//     #include "foo.c"
//     ADOLC_GRADIENT(x, foo(n, x))     x: the independents, all in one array
#ifndef BENCH_ADOLC_HH
#define BENCH_ADOLC_HH

#include "common.h"

#include <adcc.h>
#include <adolc/adolc.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Data that is not differentiated, made ready before the recording.
static inline adouble *passive(const double *data, size_t n)
{
    adouble *copy = new adouble[n];
    for (size_t i = 0; i < n; i++)
        copy[i] = data[i];
    return copy;
}

#define ADOLC_GRADIENT(x, call)                                              \
    void adolc_trace(const double *values, size_t count)                     \
    {                                                                        \
        adouble *x = new adouble[count];                                     \
        double ignored;                                                      \
        trace_on(1);                                                         \
        for (size_t i = 0; i < count; i++)                                   \
            x[i] <<= values[i];                                              \
        adouble result = call;                                               \
        result >>= ignored;                                                  \
        trace_off();                                                         \
        delete[] x;                                                          \
    }                                                                        \
    void adolc_derivative(const double *values, size_t count, double *wanted) \
    {                                                                        \
        gradient(1, (int)count, values, wanted);                             \
    }

#define restrict
#endif
