/* A loop that begins at what an int makes of a large number runs though its limit is negative. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double halves(int n, const double x[64])
{
    double s = 1.0;
    int half;
    for (half = 0xFFFFFFF0u; half < n; half = half / 2 + 1)
        for (int k = 0; k < 4; k++)
            s += s * x[32 + k * (n / 2)];
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double narrow(int n, const double x[64])
{
    double s = 1.0;
    for (signed char half = (signed char)240u; half < n; half = (signed char)(half / 2 + 1))
        for (int k = 0; k < 4; k++)
            s += s * x[32 + k * (n / 2)];
    return s;
}

double halves_d(int n, const double x[64], const double x_d[64], double *return_d);
double halves_b(int n, const double x[64], double x_b[64], double return_b);
double narrow_d(int n, const double x[64], const double x_d[64], double *return_d);
double narrow_b(int n, const double x[64], double x_b[64], double return_b);

int main(void)
{
    for (int n = -5; n < 2; n += 2) {
        IN(double, x, [64], -0.1, 0.1);
        RETURNS(double);
        CHECK(ret = halves(n, x), ret = halves_d(n, x, x_d, &ret_d), ret = halves_b(n, x, x_b, ret_b));
    }
    for (int n = -5; n < 2; n += 2) {
        IN(double, x, [64], -0.1, 0.1);
        RETURNS(double);
        CHECK(ret = narrow(n, x), ret = narrow_d(n, x, x_d, &ret_d), ret = narrow_b(n, x, x_b, ret_b));
    }
    return check_status();
}
