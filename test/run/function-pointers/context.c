/* A callback that gets its data through void *, casts it back and changes it; NULL for another. */
// RUN: %run-all %s
#include "check.h"

struct sum {
    double value, weight;
    int n;
};

static void add_to(double x, void *context)
{
    struct sum *s = (struct sum *)context;

    s->value += s->weight * x * x;
    s->weight *= x;
    s->n++;
}

static void store(double x, void *context)
{
    double **at = context;

    *(*at)++ = x * 2;
}

static void nothing(double x, void *context)
{
    (void)x;
    (void)context;
}

static void for_each(int n, const double *x, void (*visit)(double, void *), void *context)
{
    for (int i = 0; i < n; i++)
        visit(x[i], context);
}

ADCC_ADJOINT(wrt(x), of(return, y))
ADCC_TANGENT(wrt(x), of(return, y))
double f(int n, const double *x, double *y)
{
    struct sum s = {0, 1, 0};
    double *at = y;

    for_each(n, x, add_to, &s);
    for_each(n, x, store, &at);
    for_each(n, x, nothing, NULL);
    for_each(s.n - 1, y, add_to, &s);
    return s.value * s.weight + (at - y);
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.3, 0.9);
    OUT(double, y, [4]);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d),
          ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
