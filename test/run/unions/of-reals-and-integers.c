/* A union inside an array of structs of which only the reals are used. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { union { double real; long whole; unsigned char bytes[8]; } v[2]; int n; } cell;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    cell c[2], d;
    double s = 0.0;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            c[i].v[j].real = x[2 * i + j];
    for (int i = 0; i < n; i++) {
        d = c[i % 2];
        c[(i + 1) % 2].v[0].real *= d.v[1].real;
        double *p = &d.v[i % 2].real;
        *p *= x[4];
        s += d.v[0].real * d.v[1].real;
        c[0] = d;
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
