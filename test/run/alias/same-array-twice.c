/* f(x, x): input and output are one array, with one shadow. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[n - 1 - i];
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    INOUT(double, x, [5], 0.5, 1);
    CHECK(f(5, x, x), f_d(5, x, x_d, x, x_d), f_b(5, x, x_b, x, x_b));
    return check_status();
}
