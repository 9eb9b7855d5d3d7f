/* A function that is written in line computes in the types of its parameters. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static long double wide(long double a)
{
    return 0.7 * a + 0.1;
}

static float narrow(float a)
{
    return a * 0.1F;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[2])
{
    double s = (double)(wide(1.25) * 3.0L), t = (double)wide(x[0]);

    return s * t + narrow(1.0 / 3.0) + wide(x[1] * s);
}

double f_d(const double x[2], const double x_d[2], double *return_d);
double f_b(const double x[2], double x_b[2], double return_b);

int main(void)
{
    IN(double, x, [2], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
