/* --embed-runtime: the output builds without library and header. */
// RUN: %run-all --embed %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        x[i] = sin(x[i]) * s;
        while (s < 2)
            s = s * 1.3 + x[i];
        s *= x[i];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
