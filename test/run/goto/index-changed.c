/* Loops whose index the body changes, which several jumps leave, beside a goto out of both. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        if (i == 2)
            i += 2;
        for (int j = n; j-- > i;) {
            s += x[j] * x[i];
            if (s > 40)
                goto stop;
            if (s > 3) {
                j -= 1;
                x[i] *= 0.5;
            }
            if (j % 4 == 3)
                break;
            if (s > 30)
                return s * x[j < 0 ? 0 : j];
        }
        if (s < 1.5)
            i--, s += 0.3;
    }
    s = s * s;
stop:
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 12; n++) {
        INOUT(double, x, [12], 0.5, 0.9 + 0.1 * n);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
