/* Flexible arrays on the heap, copied by member, their struct by assignment. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#include <stdlib.h>
typedef struct { int n; double scale; double at[]; } row;

static row *make(int n, const double *x)
{
    row *r = malloc(sizeof *r + n * sizeof r->at[0]);
    r->n = n;
    r->scale = x[n] * x[0];
    for (int i = 0; i < n; i++)
        r->at[i] = x[i] * x[i + 1];
    return r;
}

static double sum(const row *r)
{
    double s = 0.0;
    for (int i = 0; i < r->n; i++)
        s += r->at[i] * r->at[i] * r->scale;
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    row *a = make(n, x), *b = make(n, x + 2);
    double s = sum(a) * sum(b);
    *b = *a;
    b->scale *= 2.0 * s;
    b->at[0] *= a->at[n - 1];
    x[0] = sum(b) + sum(a);
    free(a);
    free(b);
    return s + x[0];
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
