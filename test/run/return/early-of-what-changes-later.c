/* An early return reads a variable that is saved and changed only after it. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, t), of(return, x))
ADCC_TANGENT(wrt(x, t), of(return, x))
double f(int n, double *x, double t)
{
    double a = 0.5 * t, b = x[1];
    n = (n + n) & 3;
    x[0] /= 1.6 + log(1.5 + b * b);
    if (n == 0)
        return sin(1.25 + 0.3 * sqrt(1 + a * a));
    b = b * sin(b);
    a = a * sin(a * b);
    a /= 1.6 + 0.5 * (n > 1 ? cos(t * b) : 0.5 * cos(b));
    return a * x[1];
}

double f_d(int n, double *x, double *x_d, double t, double t_d, double *return_d);
double f_b(int n, double *x, double *x_b, double t, double *t_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        INOUT(double, x, [2], -1, 1);
        IN(double, t, , -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x, t), ret = f_d(n, x, x_d, t, t_d, &ret_d),
              ret = f_b(n, x, x_b, t, &t_b, ret_b));
    }
    return check_status();
}
