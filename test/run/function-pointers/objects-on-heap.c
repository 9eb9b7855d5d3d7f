/* Objects on the heap with a method each, made by a function that cleans up with goto. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

struct vec {
    double *data;
    int n;
    double (*norm)(const struct vec *v);
};

static double sum_of_squares(const struct vec *v)
{
    double s = 0;

    for (int i = 0; i < v->n; i++)
        s += v->data[i] * v->data[i];
    return s;
}

static double product(const struct vec *v)
{
    double s = 1;

    for (int i = 0; i < v->n; i++)
        s *= v->data[i];
    return s;
}

static struct vec *make(int n, const double *x, int kind)
{
    struct vec *v = malloc(sizeof *v);

    if (!v)
        goto fail;
    v->data = malloc((n + 1) * sizeof *v->data);
    if (!v->data || kind == 3)
        goto free_v;
    memcpy(v->data, x, n * sizeof *x);
    v->n = n;
    v->norm = kind % 2 ? sum_of_squares : product;
    return v;
free_v:
    free(v->data);
    free(v);
fail:
    return NULL;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, int kinds)
{
    double s = 0;

    for (int k = 0; k < kinds; k++) {
        struct vec *v = make(n, x, k);
        if (!v)
            goto out;
        s += v->norm(v) * (k + 1);
        free(v->data);
        free(v);
    }
    s *= s;
out:
    return s;
}

double f_d(int n, const double *x, const double *x_d, int kinds, double *return_d);
double f_b(int n, const double *x, double *x_b, int kinds, double return_b);

int main(void)
{
    for (int kinds = 0; kinds < 6; kinds++) {
        IN(double, x, [3], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(3, x, kinds), ret = f_d(3, x, x_d, kinds, &ret_d),
              ret = f_b(3, x, x_b, kinds, ret_b));
    }
    return check_status();
}
