/* modf and frexp overwrite active and needed variables, in loops, arrays, with the value ignored. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *w)
{
    double s = 0.0;
    int e[4] = {1, 2, 3, 4};
    for (int i = 0; i < n; i++) {
        s += w[i] * x[i] * e[i];
        modf(x[i] * 5.0, &w[i]);
        x[i] = frexp(x[i] * w[i], &e[(i + 1) % 4]) + modf(s, &s);
        s += x[i] * e[(i + 1) % 4] + w[i];
    }
    return s * x[0] * e[2];
}

double f_d(int n, double *x, double *x_d, double *w, double *w_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *w, double *w_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.51, 0.57);
    INOUT(double, w, [4], 0.51, 0.57);
    RETURNS(double);
    CHECK(ret = f(4, x, w), ret = f_d(4, x, x_d, w, w_d, &ret_d), ret = f_b(4, x, x_b, w, w_b, ret_b));
    return check_status();
}
