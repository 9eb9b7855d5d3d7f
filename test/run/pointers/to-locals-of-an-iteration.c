/* to locals of an iteration. */
// RUN: %run-all %s
#include "check.h"
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i + 3 <= n; i++) {
        double w[3], v[3];
        double *p = x[i] > 0.5 ? w : v, *q = v;
        for (int k = 0; k < 3; k++) { w[k] = x[i + k] * x[i]; v[k] = x[i + k] * 2; }
        p[1] *= p[0];
        p = i % 2 ? v : w;
        p[2] *= p[1] * q[0];
        s += w[2] * v[2] + p[0];
    }
    return s;
}
double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);
int main(void)
{
    IN(double, x, [8], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(8, x), ret = f_d(8, x, x_d, &ret_d), ret = f_b(8, x, x_b, ret_b));
    return check_status();
}
