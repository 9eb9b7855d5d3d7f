/* A loop that could run again, but also sets pointers of an array outside: their shadows are set once. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    const double *p[6];
    double s = 0;

    for (int i = 0; i < n; i++) {
        double t = x[i] * x[i];
        double u = t * x[i];
        u = u * t + x[i];
        t = t * u;
        p[i] = &x[n - 1 - i];
        s += t * u;
    }
    for (int i = 0; i < n; i++)
        s += *p[i] * *p[0];
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        IN(double, x, [6], 0.3, 1.5);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
