/* Storage of a union that is used for one type after another while the reverse sweep needs the first. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef union { double d; long n[2]; struct { int i, j; } s; float f; } scratch;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    scratch u, *p = &u;
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        u.d = 0.5 * i + 1.0;
        s += u.d * x[i] * x[i];
        u.s.i = i;
        s *= u.s.i + 1.5;
        p->n[1] = 3;
        p->n[0] = i + 2;
        s += sin(s) * x[i + 1] * p->n[0];
        u.f = 0.25f;
        s += u.f * s * x[0];
        int *q = &u.s.i;
        *q = 2;
        s *= *q * x[2];
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
