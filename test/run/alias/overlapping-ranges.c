/* The output overlaps the input by some elements, shifted either way. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * y[i] + x[0];
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    {
        INOUT(double, x, [8], 0.5, 1);
        CHECK(f(6, x, x + 1), f_d(6, x, x_d, x + 1, x_d + 1), f_b(6, x, x_b, x + 1, x_b + 1));
    }
    {
        INOUT(double, x, [8], 0.5, 1);
        CHECK(f(6, x + 2, x), f_d(6, x + 2, x_d + 2, x, x_d), f_b(6, x + 2, x_b + 2, x, x_b));
    }
    return check_status();
}
