/* A context behind void *, whose members are pointers to const and to void. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct context {
    int n;
    const double *x;
    double *sum;
    void *more;
};

static double term(int i, void *data)
{
    struct context *c = data;
    double *scale = c->more;

    *c->sum += c->x[i] * *scale;
    *scale *= 0.9;
    return c->x[i] * *c->sum;
}

static double sum(double (*g)(int, void *), int n, void *data)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += g(i, data);
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double total = 0, scale = x[0];
    struct context c = {n, x, &total, &scale};

    return sum(term, n, &c) * total;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
