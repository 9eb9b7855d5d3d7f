/* An integer counter in the caller's memory advances once per call of f_b. */
// RUN: %run-all %s
#include "check.h"

static double count(double x, long *calls)
{
    ++*calls;
    return x * x + *calls;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, long *calls)
{
    double s = 0;

    for (int i = 0; i < 4; i++)
        s += count(x * i, calls) * count(s, calls);
    return s;
}

double f_d(double x, double x_d, long *calls, double *return_d);
double f_b(double x, double *x_b, long *calls, double return_b);

int main(void)
{
    long calls = 3;

    IN(double, x, , 0.1, 0.3);
    RETURNS(double);
    BYTES(calls);
    CHECK(ret = f(x, &calls), ret = f_d(x, x_d, &calls, &ret_d), ret = f_b(x, &x_b, &calls, ret_b));
    return check_status();
}
