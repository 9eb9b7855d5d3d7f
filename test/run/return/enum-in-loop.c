/* A callee's enum that says whether to go on, kept for the reverse sweep of the branches on it. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

enum result { DONE, MEMORY, RANGE, STOP };

static enum result stage(const double *x, int n, double *p)
{
    if (n <= 0)
        return RANGE;
    *p = x[0] * x[n - 1];
    if (*p > 0.3)
        return STOP;
    return DONE;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x, int n)
{
    double s = 0, p;

    for (int r = n; r >= 0; r--) {
        enum result e = stage(x, r, &p);
        if (e == RANGE)
            return s;
        if (e == MEMORY)
            return -1;
        s += p * (e == STOP ? 2 : sin(p));
    }
    return s;
}

double f_d(const double *x, const double *x_d, int n, double *return_d);
double f_b(const double *x, double *x_b, int n, double return_b);

int main(void)
{
    for (int n = -1; n < 5; n++) {
        IN(double, x, [4], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, n), ret = f_d(x, x_d, n, &ret_d), ret = f_b(x, x_b, n, ret_b));
    }
    return check_status();
}
