/* Labels that are declared for a block (GNU), two of one name. */
// RUN: %run-all %s
#include "check.h"

#define EACH(n, x, s)                     \
    for (int i = 0; i < (n); i++) {       \
        __label__ done;                   \
        if ((x)[i] < 0.5)                 \
            goto done;                    \
        (s) += (x)[i] * (x)[i];           \
    done:                                 \
        (s) *= 1.1;                       \
    }

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        __label__ again;
        int count = 0;
    again:
        s += x[i] * x[i] * s + x[i];
        if (count++ < i)
            goto again;
    }
    EACH(n, x, s)
    EACH(n - 1, x, s)
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
