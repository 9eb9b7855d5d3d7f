/* Members of returned structs, arrays in returned structs, calls in arguments of calls. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double v[2]; double w; } pack;
static pack make(double a, double b) { return (pack){{a, a * b}, b}; }
static pack join(pack a, pack b) { return (pack){{a.v[0] * b.w, b.v[1]}, a.w + b.v[0]}; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = make(x[0], x[1]).w * make(x[1], x[2]).v[1];
    for (int i = 0; i < n; i++) {
        s += join(make(x[i], s), join(make(s, x[i]), make(x[3], 2.0))).v[i % 2];
        if (make(s, x[0]).v[1] > 0.5 && join(make(s, s), make(x[0], x[1])).w > 0.1)
            s *= 0.5;
        x[i] = make(x[i], s).v[1] + (make(x[1], x[2])).w;
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
