/* A pointer may lead to storage with an adjoint or to some without, and nobody looks there. */
// RUN: %run-all %s
#include "check.h"

static double *pick(double *a, double *b, int c)
{
    return c & 1 ? a : b;
}

ADCC_ADJOINT(wrt(y), of(return))
ADCC_TANGENT(wrt(y), of(return))
double f(int n, double *y)
{
    double u[2] = {n, 1}, v[2] = {n, 2};
    double *q = pick(u, y, n), *r = n ? v : y;
    return y[0] * y[1] * (q == y) + y[2] * (r == y);
}

double f_d(int n, double *y, double *y_d, double *return_d);
double f_b(int n, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 3; n++) {
        INOUT(double, y, [3], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, y), ret = f_d(n, y, y_d, &ret_d), ret = f_b(n, y, y_b, ret_b));
    }
    return check_status();
}
