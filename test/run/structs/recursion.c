/* Functions that call themselves and take and return structs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double re, im; int depth; } value;

static value fold(const double *x, int n, value v)
{
    if (n == 0)
        return v;
    if (n == 1) {
        v.re *= x[0];
        v.depth++;
        return v;
    }
    value l = fold(x, n / 2, v);
    value r = fold(x + n / 2, n - n / 2, (value){l.im * 0.5, l.re, l.depth});
    return (value){l.re * r.re - l.im * r.im, l.re * r.im + l.im * sin(r.re), r.depth + 1};
}

static value iterate(value v, int n)
{
    return n > 0 ? iterate((value){v.im * v.re, v.re + 0.1 * n, v.depth}, n - 1) : v;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    value v = fold(x, n, (value){x[5], x[6], 0});
    value w = iterate(v, n);
    x[0] = w.re;
    return v.re + v.im * w.im + w.depth * v.re;
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
