/* What is said behind the derivative in ADCC_USE_ADJOINT, and contradictions. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>

void scale(int n, double a, double *y);
void scale_b(int n, double a, double *a_b, double *y, double *y_b);
void other(int n, double a, double *y);
double length(double a);
static int calls;

// CHECK: use-clauses.c:[[#@LINE+1]]:34: error: 'scale_b' has no parameter 'z' that it shares with 'scale'
ADCC_USE_ADJOINT(scale, scale_b, z[n])
// CHECK: error: 'scale_b' has no parameter 'y_b' that it shares with 'scale'
ADCC_USE_ADJOINT(scale, scale_b, y_b[n])
// CHECK: error: 'a' is not an array
ADCC_USE_ADJOINT(scale, scale_b, a[n])
// CHECK: error: 'a' is not an integer; write the extent with integers
ADCC_USE_ADJOINT(scale, scale_b, y[a])
// CHECK: error: 'length' does not return an integer
ADCC_USE_ADJOINT(scale, scale_b, y[length(n)])
// CHECK: error: expected ']' at the end of the annotation
ADCC_USE_ADJOINT(scale, scale_b, y[n)
// CHECK: error: 'n' holds no reals and has no companion
ADCC_USE_ADJOINT(scale, scale_b, y[n], inactive(n))
// CHECK: error: 'a' is not among inactive(...) before: 'scale_b' could not tell
ADCC_USE_ADJOINT(scale, scale_b, y[n], after(unless a))
// CHECK: error: 'a' is not among inactive(...) before: 'scale_b' could not tell
ADCC_USE_ADJOINT(scale, scale_b, y[n], inactive(y), unread(y unless y or a))
// CHECK: error: 'later(...)' says nothing of an adjoint
ADCC_USE_ADJOINT(scale, scale_b, later(y))
// CHECK: error: expected ')' before 'y'
ADCC_USE_ADJOINT(scale, scale_b, before(y))
// CHECK: error: expected ',' before 'y'
ADCC_USE_ADJOINT(scale, scale_b y[n])

// CHECK: error: 'noise' is declared ADCC_INACTIVE, and has an adjoint all the same
ADCC_INACTIVE double noise(double x);
double noise_b(double x, double *x_b, double return_b);
ADCC_USE_ADJOINT(noise, noise_b)

// CHECK: error: 'count' changes the variable 'calls', which adcc could not put back for the adjoint given here; pass it as a parameter
static double count(double x)
{
    calls++;
    return x;
}
double count_b(double x, double *x_b, double return_b);
ADCC_USE_ADJOINT(count, count_b)

ADCC_ADJOINT()
double f(double x) { return count(x) + noise(x); }
