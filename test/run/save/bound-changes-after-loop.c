/* The bounds of finished loops change before the reverse sweep comes back to them. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, int *m)
{
    double s = 1;
    int lo = 1;

    for (int i = lo; i < n; i++)
        x[i] *= x[i - 1] + s;
    lo = 0;
    n -= 2;
    for (int i = n; i > lo; i -= 2)
        s += x[i] * s;
    for (int i = 0; i < *m; i++)
        x[i] = x[i] * s;
    *m = 0;
    n = *m;
    for (int i = 0; i < n; i++)
        s = 0;
    return s * x[1];
}

double f_d(int n, double *x, double *x_d, int *m, double *return_d);
double f_b(int n, double *x, double *x_b, int *m, double return_b);

int main(void)
{
    for (int n = 2; n < 7; n++) {
        int m = 3;
        INOUT(double, x, [7], 0.3, 0.8);
        RETURNS(double);
        BYTES(m);
        CHECK(ret = f(n, x, &m), ret = f_d(n, x, x_d, &m, &ret_d), ret = f_b(n, x, x_b, &m, ret_b));
    }
    return check_status();
}
