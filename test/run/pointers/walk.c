/* *p++ over an input and an output. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    while (n-- > 0) {
        *y++ = *x++ * 2;
        y[-1] *= *x;
    }
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, x, [6], -1, 1);
    OUT(double, y, [5]);
    CHECK(f(5, x, y), f_d(5, x, x_d, y, y_d), f_b(5, x, x_b, y, y_b));
    return check_status();
}
