/* The result is a passive count; the derivative is that of the array. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
int f(int n, double *x)
{
    int changed = 0;

    for (int i = 1; i < n; i++)
        if (x[i] < x[i - 1]) {
            x[i] = x[i - 1] * x[i];
            changed++;
        }
    return changed;
}

int f_d(int n, double *x, double *x_d);
int f_b(int n, double *x, double *x_b);

int main(void)
{
    int changed = -1;

    INOUT(double, x, [7], 0.5, 2);
    BYTES(changed);
    CHECK(changed = f(7, x), changed = f_d(7, x, x_d), changed = f_b(7, x, x_b));
    return check_status();
}
