/* A pointer that is saved leads to pointers that lead to locals: in the reverse sweep, a function later, all are there. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

static double g(int n, double t)
{
    double w[4] = {0.5, -0.25, 1.0, t};
    if (n <= 0)
        return t * 0.5;
    double *k = w, *kb = w, **q = &k;
    w[n & 3] = sin(t + sin((*q)[(3 + n) & 3]));
    if (n % 2)
        q = &kb;
    t = 0.4 * log(1.5 + t * (*q)[3]);
    t = 0.7 * g(n - 1, sin(t)) + 0.2 * t;
    t *= cos(*w);
    return cos(t);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(const double *x)
{
    return g(1, x[0]) + g(2, x[1]) * x[2];
}

double f_d(const double *x, const double *x_d, double *return_d);
double f_b(const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
