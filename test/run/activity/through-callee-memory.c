/* A callee makes the caller's array active, another makes it passive again. */
// RUN: %run-all %s
#include "check.h"

static void load(double *w, double v, int n)
{
    for (int i = 0; i < n; i++)
        w[i] = v * (i + 1);
}

static double sum(const double *w, int n)
{
    double s = 0;

    while (n > 0)
        s += w[--n] * w[0];
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, double p)
{
    double w[3], r;

    load(w, p, 3);
    r = sum(w, 3) * x;
    load(w, x, 2);
    r += sum(w, 3);
    load(w + 1, p, 2);
    r *= sum(w, 3);
    load(w, 1, 3);
    return r * sum(w, 3);
}

double f_d(double x, double x_d, double p, double *return_d);
double f_b(double x, double *x_b, double p, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x, 0.8), ret = f_d(x, x_d, 0.8, &ret_d), ret = f_b(x, &x_b, 0.8, ret_b));
    return check_status();
}
