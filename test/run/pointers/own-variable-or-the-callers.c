/* Restores through a pointer that may lead to a callee's own variable or to the caller's. */
// RUN: %run-all --flag=-w %s
#include <math.h>
#include "check.h"
static double mix(int n, double *x, int c)
{
    double w[2] = {x[0], x[1]};
    double *p = c ? w : x;
    for (int i = 0; i < n; i++) {
        p[i % 2] *= 1.0 + 0.1 * p[(i + 1) % 2];
        x[1] += 0.01 * p[0];
    }
    return p[0] * p[1];
}
static double outer(int n, double *x, int c)
{
    double v[2] = {x[1], x[0]}, s = 0;
    for (int k = 0; k < 2; k++)
        s += mix(n, k ? v : x, c ^ k) * v[0];
    return s;
}
ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, double *x)
{
    return mix(n, x, 1) * mix(n, x, 0) + outer(n, x, 0) + outer(n, x, 1);
}
double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);
int main(void)
{
    INOUT(double, x, [2], 0.1, 0.7);
    RETURNS(double);
    CHECK(ret = f(3, x), ret = f_d(3, x, x_d, &ret_d), ret = f_b(3, x, x_b, ret_b));
    return check_status();
}
