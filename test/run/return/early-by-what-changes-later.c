/* The condition of an early return reads a variable that is saved and changed only after it. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, t), of(return, x))
ADCC_TANGENT(wrt(x, t), of(return, x))
double f(int n, double *x, double t)
{
    double a = 0.5 * t, c = x[0] * x[1];
    {
        double *p = x;
        if (c > -0.2)
            return 0.4 * log(1.5 + x[2] * x[2]);
        if (n == 1)
            p = x + 1;
        a = 0.5 * sin(a) * p[1];
        c = p[0];
    }
    c *= 0.9 * cos(x[n]);
    if (n & 1) {
        a *= cos(c);
        c = 0.4 * a;
    }
    return cos(a) + 0.5 * c * t;
}

double f_d(int n, double *x, double *x_d, double t, double t_d, double *return_d);
double f_b(int n, double *x, double *x_b, double t, double *t_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        INOUT(double, x, [6], -1, 1);
        IN(double, t, , -1, 1);
        RETURNS(double);
        CHECK(ret = f(n / 2, x, t), ret = f_d(n / 2, x, x_d, t, t_d, &ret_d),
              ret = f_b(n / 2, x, x_b, t, &t_b, ret_b));
    }
    return check_status();
}
