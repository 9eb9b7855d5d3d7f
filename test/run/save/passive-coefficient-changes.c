/* A value that carries no derivative is overwritten, but the partials need what it was. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, double c, double *weight)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s += c * x[i] * weight[i % 2];
        c *= 0.5;
        weight[i % 2] += c;
    }
    return s * c * weight[0] * s;
}

double f_d(int n, const double *x, const double *x_d, double c, double *weight, double *return_d);
double f_b(int n, const double *x, double *x_b, double c, double *weight, double return_b);

int main(void)
{
    double w[2] = {1.5, 2.5};

    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    BYTES(w);
    CHECK(ret = f(5, x, 3, w), ret = f_d(5, x, x_d, 3, w, &ret_d), ret = f_b(5, x, x_b, 3, w, ret_b));
    return check_status();
}
