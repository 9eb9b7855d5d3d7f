/* Looks like a sum of independent terms, but each iteration reads what the one before left. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, p), of(return))
ADCC_TANGENT(wrt(x, p), of(return))
double f(int n, const double *x, const double *p)
{
    double total = 0, t = p[0], carry[2] = {p[1], 0};

    for (int i = 0; i < n; i++) {
        if (x[i] > 0.4)
            t = x[i] * p[2];
        carry[i % 2] = carry[(i + 1) % 2] * t + x[i];
        total += sin(t) * carry[i % 2] + total * 0.1;
    }
    return total;
}

double f_d(int n, const double *x, const double *x_d, const double *p, const double *p_d, double *return_d);
double f_b(int n, const double *x, double *x_b, const double *p, double *p_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.1, 0.8);
    IN(double, p, [3], 0.1, 0.8);
    RETURNS(double);
    CHECK(ret = f(6, x, p), ret = f_d(6, x, x_d, p, p_d, &ret_d), ret = f_b(6, x, x_b, p, p_b, ret_b));
    return check_status();
}
