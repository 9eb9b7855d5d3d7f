/* Active values of other precisions are overwritten: they come back to the last bit. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, float *x, long double *y)
{
    for (int i = 1; i < n; i++) {
        x[i] = x[i] * x[i - 1] + 0.25f;
        y[i] = y[i] * y[i - 1] + x[i];
        x[i - 1] *= x[i];
        y[0] = y[0] * y[i];
    }
}

void f_d(int n, float *x, float *x_d, long double *y, long double *y_d);
void f_b(int n, float *x, float *x_b, long double *y, long double *y_b);

int main(void)
{
    INOUT(float, x, [5], 0.3, 0.8);
    INOUT(long double, y, [5], 0.3, 0.8);
    CHECK(f(5, x, y), f_d(5, x, x_d, y, y_d), f_b(5, x, x_b, y, y_b));
    return check_status();
}
