/* The result of a call goes to where one of its arguments leads, which its tangent reads late. */
// RUN: %run-all %s
#include "check.h"

double norm2(int n, const double *a)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += a[i] * a[i];
    return s;
}

double norm2_d(int n, const double *a, const double *a_d, double *return_d)
{
    *return_d = 0.0;
    for (int i = 0; i < n; i++)
        *return_d += 2.0 * a[i] * a_d[i];
    return norm2(n, a);
}

double norm2_b(int n, const double *a, double *a_b, double return_b)
{
    for (int i = 0; i < n; i++)
        a_b[i] += 2.0 * a[i] * return_b;
    return norm2(n, a);
}
ADCC_USE_TANGENT(norm2, norm2_d)
ADCC_USE_ADJOINT(norm2, norm2_b)

static double shift(double *restrict a)
{
    double s = a[1] * a[2];
    a[1] = a[2] * a[2];
    return s;
}

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(double x[4])
{
    double s = x[1];
    x[0] = norm2(4, x);
    s = norm2(1, &s);
    x[1] = shift(x);
    return s * x[0];
}

double f_d(double x[4], double x_d[4], double *return_d);
double f_b(double x[4], double x_b[4], double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
