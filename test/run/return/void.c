/* A void function with early returns, and its empty case. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, double *x)
{
    if (n == 0)
        return;
    for (int i = 0; i < n; i++) {
        x[i] *= x[0];
        if (x[i] > 0.8)
            return;
        x[0] += x[i];
    }
    x[n - 1] *= x[0];
    return;
}

void f_d(int n, double *x, double *x_d);
void f_b(int n, double *x, double *x_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        INOUT(double, x, [6], 0.1, 0.7);
        CHECK(f(n, x), f_d(n, x, x_d), f_b(n, x, x_b));
    }
    return check_status();
}
