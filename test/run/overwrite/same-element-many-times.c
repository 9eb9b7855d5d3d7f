/* A loop writes one element over and over, through different index expressions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        y[i / 2] = x[i] * y[i / 2];
        y[i % 2] = y[i % 2] * y[i / 2] + x[0];
        x[i & 1] *= y[0];
    }
}

void f_d(int n, double *x, double *x_d, double *y, double *y_d);
void f_b(int n, double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    INOUT(double, x, [6], 0.4, 1);
    INOUT(double, y, [3], 0.4, 1);
    CHECK(f(6, x, y), f_d(6, x, x_d, y, y_d), f_b(6, x, x_b, y, y_b));
    return check_status();
}
