/* break from every kind of loop, one of several per loop. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i = 0;

    for (int k = 0; k < n; k++) {
        if (x[k] > 0.85)
            break;
        s += x[k] * s;
        if (s > 3)
            break;
        x[k] *= s;
    }
    while (1) {
        s *= x[i];
        if (++i >= n)
            break;
        x[i] += s;
    }
    do {
        s = s * x[0] + 1;
        if (s < 2)
            break;
        s *= 0.5;
    } while (i-- > 0);
    return s * i + s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 8; n++) {
        INOUT(double, x, [8], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
