/* Types declared in blocks of a function whose sweeps are two functions. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"
static double g(double *x, int n)
{
    struct pt { double x, y; } a = {x[0], x[1]};
    double s = 0;
    for (int i = 0; i < n; i++) {
        struct q { struct pt p; int k; } b = {a, i}, c;
        c = b;
        c.p.x *= x[i];
        enum { U, V } e = i % 2 ? U : V;
        a = c.p;
        x[i] += a.x * a.y * (e == U);
        s += a.x * b.p.y;
    }
    return s * s;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    return g(x, n) * x[0];
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
