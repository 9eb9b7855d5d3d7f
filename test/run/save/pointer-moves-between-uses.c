/* A pointer is advanced, reset and swapped between statements that need what it pointed to. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double *p = x, *q = y, s = 1;

    for (int i = 0; i < n; i++) {
        *p = *p * *q;
        s += *p++ * s;
        if (i % 2) {
            double *t = p;
            p = q;
            q = t;
        } else
            q = y + i;
        *q += s * 0.1;
    }
    return s * *q;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [7], 0.3, 0.8);
    INOUT(double, y, [7], 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
