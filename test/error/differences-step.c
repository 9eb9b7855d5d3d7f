/* Steps, formulas and extents in ADCC_DIFFERENCES that cannot be meant. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
void sums(int n, const double *x, double *y, int *status);
double b(double x);
float single(float x);
#define STEP 1e-6
// CHECK: differences-step.c:[[#@LINE+1]]:30: error: the step is a number between 0 and 1; write it out: ADCC_DIFFERENCES(b, central, 1e-6)
ADCC_DIFFERENCES(b, central, 1e-6x)
// CHECK: error: the step is a number between 0 and 1
ADCC_DIFFERENCES(b, central, 2 * 1e-6)
// CHECK: error: the step is a number between 0 and 1
ADCC_DIFFERENCES(b, central, 0)
// CHECK: error: the step is a number between 0 and 1
ADCC_DIFFERENCES(b, central, 1e300)
// CHECK: error: the step is a number between 0 and 1
// CHECK: note: 'STEP' is a macro, and macros are not expanded in annotations
ADCC_DIFFERENCES(b, central, STEP)
// CHECK: differences-step.c:[[#@LINE+1]]:30: error: 'x' is of type 'double', in which a step of 1e-300 is lost; write 2.2e-16 or more, and is best near 1e-5
ADCC_DIFFERENCES(b, central, 1e-300)
// CHECK: error: 'x' is of type 'float', in which a step of 1e-8 is lost; write 1.2e-07 or more, and is best near 3e-4
ADCC_DIFFERENCES(single, forward, 1e-8)
// CHECK: error: a formula and a step are missing: write ADCC_DIFFERENCES(b, central, 1e-6)
ADCC_DIFFERENCES(b)
// CHECK: differences-step.c:[[#@LINE+1]]:41: error: 'x' cannot have -1 elements; write how many it has, a positive number
ADCC_DIFFERENCES(sums, central, 1e-6, x[-1], y[n], status[1])
// CHECK: error: 'x' cannot have 0 elements
ADCC_DIFFERENCES(sums, central, 1e-6, x[2 - 2], y[n], status[1])
// CHECK: differences-step.c:[[#@LINE+1]]:45: error: the elements of 'x' are given twice
ADCC_DIFFERENCES(sums, central, 1e-6, x[n], x[n], y[n], status[1])
// CHECK: error: function 'sums' has no parameter 'm'
ADCC_DIFFERENCES(sums, central, 1e-6, x[m], y[n], status[1])
double twice(double x);
// CHECK: differences-step.c:[[#@LINE+3]]:18: error: 'twice' has ADCC_DIFFERENCES twice; leave one
// CHECK: differences-step.c:[[#@LINE+1]]:18: note: it is given here first
ADCC_DIFFERENCES(twice, central, 1e-6)
ADCC_DIFFERENCES(twice, forward, 1e-8)
