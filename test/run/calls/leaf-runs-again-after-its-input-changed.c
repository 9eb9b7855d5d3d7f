/* leaf runs again after its input changed. */
// RUN: %run-all %s
#include "check.h"
static double g(const double *a, double x)
{
    double s = 0;
    for (int i = 0; i < 3; i++) s += a[i] > 0.4 ? 1.5 : a[i] * 0 + 2;
    return s * x;
}
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    double w[3] = {0.1, 0.5, 0.9};
    double y = g(w, x);
    w[0] = 7; w[1] = 0; w[2] = 0.1;
    return y * g(w, x * 2);
}
double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);
int main(void)
{
    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
