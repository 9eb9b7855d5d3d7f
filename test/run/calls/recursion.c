/* A function that calls itself with changed arguments. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double power(double x, int n)
{
    if (n == 0)
        return 1;
    double half = power(x, n / 2);
    half *= half;
    return n % 2 ? half * x : half;
}

double power_d(double x, double x_d, int n, double *return_d);
double power_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    for (int n = 0; n < 12; n++) {
        IN(double, x, , 0.8, 1.3);
        RETURNS(double);
        CHECK(ret = power(x, n), ret = power_d(x, x_d, n, &ret_d), ret = power_b(x, &x_b, n, ret_b));
    }
    return check_status();
}
