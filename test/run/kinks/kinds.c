/* --kinks counts in all precisions, in recursion and callbacks, and lists also at quick_exit. */
// RUN: %adcc --kinks %s -o %t.c && %clang -O2 %s %t.c %build/lib/libadcc_rt.a -lm -lpthread -o %t
// RUN: %adcc --kinks --embed-runtime %s -o %t.e.c && %gcc -O1 %s %t.e.c -lm -lpthread -o %t.e
// RUN: %t b 2>&1 | FileCheck %s
// RUN: %t.e d 2>&1 | FileCheck %s
#include <adcc.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>

// CHECK-NOT: adcc
// CHECK: {{^}}adcc: 4 times at kinds.c:[[#@LINE+2]]: fabs(x) at 0
// CHECK-NEXT: {{^}}adcc: 4 times at kinds.c:[[#@LINE+1]]: fmax(x, 0.0) at a tie
static double act(double x) { return fabs(x) + fmax(x, 0.0); }
static double apply(double (*g)(double), double x) { return g(x); }
// CHECK-NEXT: {{^}}adcc: 6 times at kinds.c:[[#@LINE+2]]: fabs(x) at 0
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+1]]: sqrt(x) at 0
static double rec(double x, int n) { return n ? fabs(x) + rec(x, n - 1) : sqrt(x); }

ADCC_ADJOINT(wrt(x[n]), of(return))
ADCC_TANGENT(wrt(x[n]), of(return))
double many(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += act(x[i]) + apply(act, x[i]);
        // CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+2]]: x[i] < 0.0 at equality
        // CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+1]]: x[i] > 0.0 at equality
        s += x[i] < 0.0 || x[i] > 0.0 ? x[i] : 2 * x[i];
        // CHECK-NEXT: {{^}}adcc: 4 times at kinds.c:[[#@LINE+1]]: (int)x[i] at a jump
        s += (int)x[i] * x[i];
    }
    return s + rec(x[0], 3);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+3]]: fabsf(x) at 0
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+2]]: floorf(x) at a jump
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+1]]: sqrtf(x) at 0
float single(float x) { return fabsf(x) + sqrtf(x) + fmodf(x, 1.0f) + floorf(x); }

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+2]]: fabsl(x) at 0
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+1]]: fmaxl(x, x) at a tie
long double extended(long double x) { return fmaxl(x, x) + fabsl(x); }

ADCC_ADJOINT(wrt(z), of(return))
ADCC_TANGENT(wrt(z), of(return))
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+3]]: cabs(z) at 0
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+2]]: carg(z) at 0
// CHECK-NEXT: {{^}}adcc: 2 times at kinds.c:[[#@LINE+1]]: csqrt(z) at 0
double numbers(double _Complex z) { return cabs(z) + carg(z) + creal(csqrt(z)); }
// CHECK-NOT: adcc

double many_d(int n, const double *x, const double *x_d, double *return_d);
double many_b(int n, const double *x, double *x_b, double return_b);
float single_d(float x, float x_d, float *return_d);
float single_b(float x, float *x_b, float return_b);
long double extended_d(long double x, long double x_d, long double *return_d);
long double extended_b(long double x, long double *x_b, long double return_b);
double numbers_d(double _Complex z, double _Complex z_d, double *return_d);
double numbers_b(double _Complex z, double _Complex *z_b, double return_b);

int main(int argc, char **argv)
{
    int adjoint = argc > 1 && *argv[1] == 'b';
    double x[3] = {0, 1, 2}, x_b[3] = {0}, x_d[3] = {1, 1, 1}, d;
    float f = 0;
    long double l = 0;
    double _Complex z = 0;
    for (int i = 0; i < 2; i++) {
        adjoint ? many_b(3, x, x_b, 1) : many_d(3, x, x_d, &d);
        adjoint ? single_b(0, &f, 1) : single_d(0, 1, &f);
        adjoint ? extended_b(0, &l, 1) : extended_d(0, 1, &l);
        adjoint ? numbers_b(0, &z, 1) : numbers_d(0, 1, &d);
    }
    quick_exit(0);
}
