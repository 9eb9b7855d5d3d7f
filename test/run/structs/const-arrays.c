/* Arrays and structs of constants initialised with values that carry derivatives. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { const char *name; double at[2]; } entry;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        const double w[3] = {x[i], x[0] * x[1], 2.0};
        const entry e[2] = {{"a", {x[i], w[1]}}, {"b", {s, 1.0}}};
        const struct { double k, m[2][2]; } t = {w[0], {{x[2], 0.5}, {s, x[i]}}};
        s += w[i % 3] * e[i % 2].at[1] + t.k * t.m[i % 2][1] * (e[0].name[0] == 'a');
        x[i] *= w[1];
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
