/* A table of functions, and one passed as an argument. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef double unary(double);
static double square(double x) { return x * x; }
static double wave(double x) { return sin(3 * x); }
static unary *const table[] = {square, wave, exp};

static double twice(unary *g, double x)
{
    return g(g(x) * 0.5);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, int n)
{
    double s = x;

    for (int i = 0; i < n; i++)
        s += table[i % 3](s * 0.3) + twice(i % 2 ? square : wave, s) * 0.1;
    return s;
}

double f_d(double x, double x_d, int n, double *return_d);
double f_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, 4), ret = f_d(x, x_d, 4, &ret_d), ret = f_b(x, &x_b, 4, ret_b));
    return check_status();
}
