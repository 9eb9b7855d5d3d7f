/* Packed and aligned structs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct __attribute__((packed)) { char c; double x, y; } tight;
typedef struct { _Alignas(32) double v[2]; char pad; } wide;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    tight a = {1, x[0], x[1]}, b;
    wide w = {{x[2], x[3]}, 1}, u[2] = {w, w};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        b = a;
        b.c++;
        a.x *= b.y * u[i % 2].v[1];
        u[i % 2] = w;
        w.v[0] = a.x * b.c;
        s += w.v[0] * u[1].v[0];
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
