/* An object that owns arrays: made, used through a pointer, destroyed. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

typedef struct {
    int n;
    double gain, *in, *out;
} layer;

static layer *make(int n, double gain)
{
    layer *l = malloc(sizeof *l);
    l->n = n;
    l->gain = gain;
    l->in = malloc(n * sizeof *l->in);
    l->out = malloc(n * sizeof *l->out);
    return l;
}

static void destroy(layer *l)
{
    free(l->in);
    free(l->out);
    free(l);
}

static void run(layer *l, const double *x)
{
    memmove(l->in, x, l->n * sizeof *x);
    for (int i = 0; i < l->n; i++)
        l->out[i] = tanh(l->in[i] * l->gain);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    layer *a = make(n, x[0]), *b = make(n, 0.7);
    double s = 0.0;
    run(a, x);
    for (int k = 0; k < 3; k++) {
        run(b, a->out);
        a->gain *= b->out[k];
        run(a, b->out);
    }
    memset(a->out + 1, 0, (n - 2) * sizeof *a->out);
    for (int i = 0; i < n; i++)
        s += a->out[i] * b->in[i] + b->out[i] * a->gain;
    destroy(b);
    destroy(a);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
