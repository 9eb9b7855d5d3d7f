/* Structs with pointers to arrays and to pointers, copied and moved. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { int n; double (*rows)[2]; double *const *lines; } view;

static view skip(view v)
{
    v.rows++;
    v.n--;
    return v;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double m[4][2], *lines[2] = {x, m[1]};
    for (int i = 0; i < 8; i++)
        m[i / 2][i % 2] = x[i] * x[7 - i];
    view v = {4, m, lines}, w = v;
    double s = 0.0;
    for (int i = 0; i < n && v.n > 1; i++) {
        w = v;
        v = skip(v);
        v.rows[0][0] *= w.rows[0][1] * w.lines[1][0];
        w.lines[0][i] += v.rows[0][0];
        s += v.lines[i % 2][1] * w.rows[1][0];
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
