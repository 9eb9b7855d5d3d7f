/* Pointer parameters of derivative functions are restrict where every call shows that they lead to
 * storage of their own. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK: static void scale_fwd(int n, const double *restrict a, double *restrict b)
// CHECK: static void square_fwd(int n, double *a, double *b)
// CHECK: static void square_rev(int n, double *a, double *a_b, double *b, double *b_b)
// CHECK: static void scale_rev(int n, const double *restrict a, double *restrict a_b, double *restrict b,
// CHECK-NEXT: double *restrict b_b)
static void scale(int n, const double *a, double *b)
{
    for (int i = 0; i < n; i++)
        b[i] *= a[i];
}

static void square(int n, double *a, double *b)
{
    for (int i = 0; i < n; i++)
        b[i] *= a[i] * a[i];
}

ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x)
{
    double a[n], b[n], s = 0.0;
    for (int i = 0; i < n; i++)
        a[i] = b[i] = x[i];
    scale(n, a, b);
    scale(n, b, a);
    square(n, a, b);
    square(n, a, n > 3 ? a : b);
    for (int i = 0; i < n; i++)
        s += a[i] * b[i];
    return s;
}
