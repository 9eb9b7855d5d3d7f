/* Loops in loops whose bounds depend on the outer counter. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *a)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++)
            for (int k = j; k >= i; k--)
                a[i * n + j] += a[k * n + i] * a[j] / 4;
        for (int j = 0; j < i; j++)
            s += a[i * n + j] * s + a[j * n + i];
    }
    return s;
}

double f_d(int n, double *a, double *a_d, double *return_d);
double f_b(int n, double *a, double *a_b, double return_b);

int main(void)
{
    INOUT(double, a, [16], 0.1, 0.5);
    RETURNS(double);
    CHECK(ret = f(4, a), ret = f_d(4, a, a_d, &ret_d), ret = f_b(4, a, a_b, ret_b));
    return check_status();
}
