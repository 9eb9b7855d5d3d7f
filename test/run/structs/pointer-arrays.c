/* Structs with arrays of pointers, overwritten in loops. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double *at[2]; double w; } fan;

static fan rotate(fan a)
{
    double *t = a.at[0];
    a.at[0] = a.at[1];
    a.at[1] = t;
    a.w *= *t;
    return a;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    fan a = {{x, x + 1}, x[2]}, b = a;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        b = a;
        a = rotate(a);
        *a.at[0] *= b.w * *b.at[1];
        s += *a.at[1] * a.w;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
