/* A log of reals that is not asked for: written as f writes it, no derivative. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, double *log)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s *= x[i] + 0.5;
        log[i] = s;
        log[n] = log[i] * 2;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *log, double *return_d);
double f_b(int n, const double *x, double *x_b, double *log, double return_b);

int main(void)
{
    double log[5] = {0};

    IN(double, x, [4], 0.3, 0.8);
    RETURNS(double);
    BYTES(log);
    CHECK(ret = f(4, x, log), ret = f_d(4, x, x_d, log, &ret_d), ret = f_b(4, x, x_b, log, ret_b));
    return check_status();
}
