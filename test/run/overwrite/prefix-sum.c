/* Running sums and products in place, forward and backward. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, double *x)
{
    for (int i = 1; i < n; i++)
        x[i] += x[i - 1];
    for (int i = n - 2; i >= 0; i--)
        x[i] = x[i] * x[i + 1] / 2;
    for (int i = 1; i < n; i++)
        x[i] = x[i - 1] * x[i] + x[0];
}

void f_d(int n, double *x, double *x_d);
void f_b(int n, double *x, double *x_b);

int main(void)
{
    for (int n = 1; n < 7; n += 5) {
        INOUT(double, x, [6], 0.1, 0.8);
        CHECK(f(n, x), f_d(n, x, x_d), f_b(n, x, x_b));
    }
    return check_status();
}
