/* One variable is passive, active, passive and active again. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, double p, const double *table)
{
    double t = p * p, s = t * x, w[2];

    t = x * s;
    s += t * t;
    t = table[1] + p;
    s *= t;
    w[0] = table[0];
    w[1] = s;
    s += w[0] * w[1];
    w[1] = table[2];
    w[0] = x * w[1];
    t = w[0];
    return s * t * w[1];
}

double f_d(double x, double x_d, double p, const double *table, double *return_d);
double f_b(double x, double *x_b, double p, const double *table, double return_b);

int main(void)
{
    static const double table[] = {2, 3, 4};

    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, 0.8, table), ret = f_d(x, x_d, 0.8, table, &ret_d),
          ret = f_b(x, &x_b, 0.8, table, ret_b));
    return check_status();
}
