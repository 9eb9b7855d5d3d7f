/* A variable becomes active only through the values of an earlier iteration. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double x, double p)
{
    double a = p, b = p, c = p, d = p, r = 0;

    for (int i = 0; i < n; i++) {
        r += d * d;
        d = c * 2 + 1;
        c = b * b;
        b = a * p;
        a = x * p;
    }
    return r;
}

double f_d(int n, double x, double x_d, double p, double *return_d);
double f_b(int n, double x, double *x_b, double p, double return_b);

int main(void)
{
    for (int n = 0; n < 8; n++) {
        IN(double, x, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x, 0.8), ret = f_d(n, x, x_d, 0.8, &ret_d), ret = f_b(n, x, &x_b, 0.8, ret_b));
    }
    return check_status();
}
