/* x[static n] and x[const]; the declaration says the extent. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double x[static n], double w[const])
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        w[i] *= x[i];
        s += w[i] * x[n - 1];
    }
    return s;
}

double f_d(int n, const double x[static n], const double x_d[static n], double w[const],
           double w_d[const], double *return_d);
double f_b(int n, const double x[static n], double x_b[static n], double w[const], double w_b[const],
           double return_b);

int main(void)
{
    IN(double, x, [4], -1, 1);
    INOUT(double, w, [4], -1, 1);
    RETURNS(double);
    CHECK(ret = f(4, x, w), ret = f_d(4, x, x_d, w, w_d, &ret_d), ret = f_b(4, x, x_b, w, w_b, ret_b));
    return check_status();
}
