/* An index that is wider than its unsigned limit, which is zero: no iteration runs backward either. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(unsigned n, unsigned short few, double *x)
{
    double m = 0.5, s = 1.0;
    for (long i = 0; i < n; i++)
        m = m * x[i] + x[i];
    for (long long i = 0; i < n; i++)
        x[i] = x[i] * x[i];
    for (long i = 5; i > n; i--)
        s *= x[i] + m;
    for (int i = 0; i < few; i++)
        s *= x[i] - s;
    for (long i = 0; i <= n; i++)
        s = s * x[i] + m;
    return m * s;
}

double f_d(unsigned n, unsigned short few, double *x, double *x_d, double *return_d);
double f_b(unsigned n, unsigned short few, double *x, double *x_b, double return_b);

int main(void)
{
    for (unsigned n = 0; n < 3; n++) {
        INOUT(double, x, [6], 0.2, 0.9);
        RETURNS(double);
        unsigned short few = (unsigned short)n;
        CHECK(ret = f(n, few, x), ret = f_d(n, few, x, x_d, &ret_d), ret = f_b(n, few, x, x_b, ret_b));
    }
    return check_status();
}
