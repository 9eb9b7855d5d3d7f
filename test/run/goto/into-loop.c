/* A goto into the body of a loop, and one from one loop into another. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, int m, double *x)
{
    double s = 1;
    int i = m;

    if (m > 0)
        goto inside;
    for (i = 0; i < n; i++) {
        s *= x[i];
        if (s < 0.1)
            goto other;
        if (i == 2)
            continue;
    inside:
        x[i] += s * x[i];
        if (s > 3)
            break;
    }
    s += x[0];
    while (i > 0) {
        i -= 2;
        if (i == 1)
            continue;
        s -= x[1] * s;
    other:
        s *= x[2] + 0.5;
    }
    return s;
}

double f_d(int n, int m, double *x, double *x_d, double *return_d);
double f_b(int n, int m, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++)
        for (int m = 0; m < 6; m++) {
            INOUT(double, x, [6], 0.3, 0.9);
            RETURNS(double);
            CHECK(ret = f(n, m, x), ret = f_d(n, m, x, x_d, &ret_d), ret = f_b(n, m, x, x_b, ret_b));
        }
    return check_status();
}
