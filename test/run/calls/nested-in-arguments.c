/* f(g(x), h(y)): calls inside arguments, conditions, indices and returns. */
// RUN: %run-all %s
#include "check.h"

static double g(double x) { return x * x + 1; }
static double h(double x, double y) { return x / y + y; }
static int pick(double x) { return x > 2; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double *u)
{
    double a = h(g(x), h(u[0], g(g(x))));

    if (pick(g(a)) && g(x) > 0)
        a *= u[pick(a)] * g(u[pick(x)]);
    u[pick(g(a))] = g(a) * g(x);
    return h(a, g(u[0]) + g(u[1])) - -g(a);
}

double f_d(double x, double x_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double *u, double *u_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.1, 1.7);
        INOUT(double, u, [2], 0.1, 0.7);
        RETURNS(double);
        CHECK(ret = f(x, u), ret = f_d(x, x_d, u, u_d, &ret_d), ret = f_b(x, &x_b, u, u_b, ret_b));
    }
    return check_status();
}
