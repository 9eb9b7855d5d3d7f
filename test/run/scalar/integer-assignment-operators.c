/* %= <<= >>= &= |= ^= and ++ on integers that steer and scale reals. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, unsigned k)
{
    double s = 0;

    for (int i = 0; i < 4; i++) {
        unsigned m = k;

        m <<= i;
        m ^= 0x35;
        m |= 4;
        m &= ~2u;
        m >>= 1;
        m %= 11;
        s += m++ * x;
        s *= --m * x + 1;
    }
    return s;
}

double f_d(double x, double x_d, unsigned k, double *return_d);
double f_b(double x, double *x_b, unsigned k, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.3);
    RETURNS(double);
    CHECK(ret = f(x, 19), ret = f_d(x, x_d, 19, &ret_d), ret = f_b(x, &x_b, 19, ret_b));
    return check_status();
}
