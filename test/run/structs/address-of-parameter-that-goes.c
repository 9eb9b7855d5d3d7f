/* The address of a struct passed by value is taken, and only its adjoint is still of use. */
// RUN: %run-all %s
#include "check.h"

typedef struct {
    double u, w;
} pair;

static pair pass(pair a, int n)
{
    double w[2] = {0.5, 1};
    pair *p = w[n & 1] > 0.7 ? &a : &a;
    return *p;
}

static pair choose(pair q, pair r, int n)
{
    pair a = q, b = r, *p = n > 1 ? &a : &b;
    return *p;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    pair o = {x[0], x[1]}, r = {x[1], x[2]};
    o = pass(o, n);
    o = choose(r, o, n);
    return o.u * o.w;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 3; n++) {
        IN(double, x, [3], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
