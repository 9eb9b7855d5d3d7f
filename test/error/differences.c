/* What ADCC_DIFFERENCES cannot do, or cannot know. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <stdio.h>

double f(double x);
void sums(int n, const double *x, double *y, int *status);
struct state { double t; };
void advance(struct state *s);
double opaque(void *p, double x);
double inner(double x);
double inner_b(double x, double *x_b, double return_b);
static int calls;
static double counted(double x) { calls++; return x; }

// CHECK: differences.c:[[#@LINE+1]]:18: error: there is no function 'g'
ADCC_DIFFERENCES(g, central, 1e-6)
// CHECK: differences.c:[[#@LINE+1]]:21: error: there is no formula 'centre'; write central, forward or backward
ADCC_DIFFERENCES(f, centre, 1e-6)
// CHECK: error: the step is a number between 0 and 1
ADCC_DIFFERENCES(f, central, -1e-6)
// CHECK: error: how many elements does 'x' of 'sums' lead to?
// CHECK: note: write ADCC_DIFFERENCES(sums, central, 1e-6, x[number of elements])
ADCC_DIFFERENCES(sums, central, 1e-6)
// CHECK: error: how many elements does 'status' of 'sums' lead to?
ADCC_DIFFERENCES(sums, central, 1e-6, x[n], y[n])
// CHECK: error: 'sums' has no parameter 'z'
ADCC_DIFFERENCES(sums, central, 1e-6, z[n])
// CHECK: error: 'address' returns 'double *'; ADCC_DIFFERENCES takes reals, integers and structs without reals: write a function around it
double *address(double x);
ADCC_DIFFERENCES(address, central, 1e-6)
// CHECK: error: ADCC_DIFFERENCES takes reals, integers and arrays of them, but 's' of 'advance' is 'struct state *'
ADCC_DIFFERENCES(advance, central, 1e-6)
// CHECK: error: ADCC_DIFFERENCES takes reals, integers and arrays of them, but 'p' of 'opaque' is 'void *'
ADCC_DIFFERENCES(opaque, central, 1e-6)
// CHECK: error: 'printf' has variable arguments; ADCC_DIFFERENCES takes fixed parameters
ADCC_DIFFERENCES(printf, central, 1e-6)
// CHECK: error: 'inner' has two adjoints, 'inner_b' and 'inner_by_differences_b'
ADCC_USE_ADJOINT(inner, inner_b)
ADCC_DIFFERENCES(inner, central, 1e-6)
// CHECK: error: 'counted' changes the variable 'calls'
ADCC_DIFFERENCES(counted, central, 1e-6)

ADCC_ADJOINT() double h(double x) { return f(x) * counted(x); }
// CHECK: error: 'h' is differentiated itself, and has differences all the same
ADCC_DIFFERENCES(h, forward, 1e-8)
