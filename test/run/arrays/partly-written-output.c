/* Elements that f does not touch keep their value and their adjoint. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i += 2)
        y[i] = x[i] * x[i + 1];
    if (n > 3)
        y[3] *= 2;
}

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int n = 0; n < 6; n += 2) {
        IN(double, x, [7], -1, 1);
        INOUT(double, y, [7], -1, 1);
        CHECK(f(n, x, y), f_d(n, x, x_d, y, y_d), f_b(n, x, x_b, y, y_b));
    }
    return check_status();
}
