/* restrict promises what const does not; the qualified types stay in the signatures. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *restrict x, double *restrict y)
{
    for (int i = 1; i < n; i++)
        y[i] = y[i - 1] * x[i] + y[i];
}

void f_d(int n, const double *restrict x, const double *restrict x_d, double *restrict y,
         double *restrict y_d);
void f_b(int n, const double *restrict x, double *restrict x_b, double *restrict y, double *restrict y_b);

int main(void)
{
    IN(double, x, [6], -1, 1);
    INOUT(double, y, [6], -1, 1);
    CHECK(f(6, x, y), f_d(6, x, x_d, y, y_d), f_b(6, x, x_b, y, y_b));
    return check_status();
}
