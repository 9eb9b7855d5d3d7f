/* What the reverse sweep needs of one array does not make calls for other arrays save anything. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: static void halve_fwd(
// CHECK-NOT: {{push|reserve}}
// CHECK-LABEL: static void halve_rev(
// CHECK-NOT: {{pop|release}}
// CHECK-LABEL: double f_b(
static void halve(int n, double *w)
{
    for (int i = 0; i < n; i++)
        w[i] = 0.5 * w[i];
}

ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x)
{
    double a[n], b[n], s = 0.0;
    for (int i = 0; i < n; i++)
        a[i] = b[i] = x[i];
    halve(n, a);
    for (int i = 0; i < n; i++)
        s += a[i] * a[i];
    halve(n, b);
    for (int i = 0; i < n; i++) {
        double product = b[i] * x[i];
        b[i] = product * x[i];
    }
    halve(n, b);
    return s + b[0];
}
