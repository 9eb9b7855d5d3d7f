/* Elementwise work on arrays, read and written. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a, b), of(c))
ADCC_TANGENT(wrt(a, b), of(c))
void f(int n, const double *a, const double b[], double *c)
{
    for (int i = 0; i < n; i++)
        c[i] = a[i] * b[n - 1 - i] + a[0];
}

void f_d(int n, const double *a, const double *a_d, const double b[], const double b_d[], double *c,
         double *c_d);
void f_b(int n, const double *a, double *a_b, const double b[], double b_b[], double *c, double *c_b);

int main(void)
{
    IN(double, a, [5], -1, 1);
    IN(double, b, [5], -1, 1);
    OUT(double, c, [5]);
    CHECK(f(5, a, b, c), f_d(5, a, a_d, b, b_d, c, c_d), f_b(5, a, a_b, b, b_b, c, c_b));
    return check_status();
}
