/* alloca in the function itself, in loops, and in a callee whose sweeps are two functions. */
// RUN: %run-all %s
#include <alloca.h>
#include <math.h>
#include "check.h"

static double inner(int n, const double *x)
{
    double *w = alloca(n * sizeof *w), s = 0.0;
    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[n - 1 - i];
    if (n > 2)
        s = inner(n - 2, w + 1);
    for (int i = 0; i < n; i++)
        s += sin(w[i]) * w[0];
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0.0, *last = __builtin_alloca(sizeof *last);
    *last = x[0];
    for (int i = 1; i < n; i++) {
        double *v = alloca(2 * sizeof *v);
        v[0] = *last * x[i];
        v[1] = v[0] * v[0];
        s += inner(i, x) * v[1];
        last = v;
    }
    return s + *last;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
