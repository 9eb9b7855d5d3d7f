/* Two buffers are swapped through members and through pointers to pointers, in loops. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct field {
    double *now, *next;
};

static void swap(double **a, double **b)
{
    double *t = *a;

    *a = *b;
    *b = t;
}

static void step(struct field *f, int n)
{
    for (int i = 1; i < n - 1; i++)
        f->next[i] = f->now[i] * f->now[i] + 0.1 * (f->now[i - 1] + f->now[i + 1]);
    f->next[0] = f->now[0];
    f->next[n - 1] = f->now[n - 1];
    swap(&f->now, &f->next);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct field u = {malloc((size_t)n * sizeof(double)), malloc((size_t)n * sizeof(double))};
    double a[6], b[6], *p = a, *q = b, **pp = &p, **qq = &q, s = 0;

    for (int i = 0; i < n; i++)
        u.now[i] = p[i] = x[i];
    for (int k = 0; k < 5; k++) {
        double **t = pp;

        step(&u, n);
        for (int i = 0; i < n; i++)
            (*qq)[i] = (*pp)[n - 1 - i] * u.now[i];
        if (k % 2)
            swap(pp, qq);
        else
            pp = qq, qq = t;
    }
    for (int i = 0; i < n; i++)
        s += u.now[i] * p[i] + (*qq)[i];
    free(u.now);
    free(u.next);
    return s;
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
