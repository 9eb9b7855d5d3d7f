/* A read-only array is passed twice and collects both adjoints. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *a, const double *b)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += a[i] * b[n - 1 - i] * a[0];
    return s;
}

double f_d(int n, const double *a, const double *a_d, const double *b, const double *b_d, double *return_d);
double f_b(int n, const double *a, double *a_b, const double *b, double *b_b, double return_b);

int main(void)
{
    IN(double, a, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(4, a, a), ret = f_d(4, a, a_d, a, a_d, &ret_d), ret = f_b(4, a, a_b, a, a_b, ret_b));
    return check_status();
}
