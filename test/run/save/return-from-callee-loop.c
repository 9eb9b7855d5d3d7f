/* A callee returns from inside its loops at different places in different calls. */
// RUN: %run-all %s
#include "check.h"

static double search(int n, double *x, double limit)
{
    double s = limit;

    for (int i = 0; i < n; i++) {
        x[i] *= s;
        if (x[i] > 0.6)
            return s * x[i];
        for (int j = 0; j < i; j++) {
            s += x[j] * s * 0.3;
            if (s > 1.3)
                return s;
        }
    }
    return -s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double t)
{
    double r = 0;

    for (int k = 0; k < 4; k++) {
        r += search(n - k, x + k, t + 0.2 * k);
        t = t * 0.9 + r * 0.05;
    }
    return r * t;
}

double f_d(int n, double *x, double *x_d, double t, double t_d, double *return_d);
double f_b(int n, double *x, double *x_b, double t, double *t_b, double return_b);

int main(void)
{
    for (int k = 0; k < 4; k++) {
        INOUT(double, x, [6], 0.3, 0.9);
        IN(double, t, , 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(6, x, t), ret = f_d(6, x, x_d, t, t_d, &ret_d), ret = f_b(6, x, x_b, t, &t_b, ret_b));
    }
    return check_status();
}
