/* A pointer that moves after a use in which only its shadow matters: the shadow must come back. */
// RUN: %run-all %s
#include "check.h"

static double sum(const double *p, double *const *more, int n)
{
    const double *q;
    double *const *m;
    double s;

    q = p;
    m = more;
    s = *q + **m;
    q++;
    m++;
    if (n > 1)
        s += *q - 2 * **m;
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double *x)
{
    double *more[2] = {&x[1], &x[0]};

    return sum(x, more, n) * 3;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 3; n++) {
        INOUT(double, x, [2], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
