/* ADCC_INACTIVE on a local and on a parameter: zero by decree, also where values flow. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
double f(double x, ADCC_INACTIVE double p)
{
    ADCC_INACTIVE double frozen = x * x;
    double y = frozen * x;

    p += x;
    return y * frozen + p * x;
}

double f_b(double x, double *x_b, double p, double return_b);

int main(void)
{
    double x = 0.5, x_b = 1;

#if CHECK_MODE & 2
    check_near(f_b(x, &x_b, 3, 2), f(x, 3));
    check_near(x_b, 1 + 2 * (0.25 * 0.25 + 3.5));
#endif
    check(x + x_b > 0);
    return check_status();
}
