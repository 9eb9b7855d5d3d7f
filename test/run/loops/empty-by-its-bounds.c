/* A loop from a variable to the same one. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++)
        for (int j = i; j < i; j++)
            y[j] *= x[i] * y[j];
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, x, [4], 0.4, 0.9);
    INOUT(double, y, [4], 0.4, 0.9);
    CHECK(f(4, x, y), f_d(4, x, x_d, y, y_d), f_b(4, x, x_b, y, y_b));
    return check_status();
}
