/* Conjugate gradients with vectors on the heap: objects, swaps, copies, an early end. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
typedef struct {
    int n;
    double *data;
} arr;
static arr *mk(int n)
{
    arr *a = malloc(sizeof *a);
    a->n = n;
    a->data = calloc(n, sizeof(double));
    return a;
}
static void rm(arr *a)
{
    if (a) {
        free(a->data);
        free(a);
    }
}
static double dot(const arr *a, const arr *b)
{
    double s = 0;
    for (int i = 0; i < a->n; i++)
        s += a->data[i] * b->data[i];
    return s;
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    arr *r = mk(n), *p = mk(n), *q = mk(n);
    double rs = 0, s = 0;
    memcpy(r->data, x, n * sizeof *x);
    memcpy(p->data, r->data, n * sizeof *x);
    rs = dot(r, r);
    for (int it = 0; it < 3 && rs > 1e-8; it++) {
        for (int i = 0; i < n; i++)
            q->data[i] = (2 + y[i]) * p->data[i] - (i ? p->data[i - 1] : 0) -
                         (i < n - 1 ? p->data[i + 1] : 0);
        double alpha = rs / dot(p, q);
        for (int i = 0; i < n; i++) {
            s += alpha * p->data[i] * x[i];
            r->data[i] -= alpha * q->data[i];
        }
        double rn = dot(r, r);
        for (int i = 0; i < n; i++)
            p->data[i] = r->data[i] + rn / rs * p->data[i];
        rs = rn;
        arr *t = r;
        r = q;
        q = t;
        memcpy(r->data, q->data, n * sizeof(double));
    }
    if (n > 1)
        memmove(y, y + 1, (n - 1) * sizeof *y);
    rm(r);
    rm(p);
    rm(q);
    rm(NULL);
    return s + rs;
}
double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);
int main(void)
{
    for (int n = 5; n >= 0; n -= 2 + (n == 1)) {
        INOUT(double, x, [6], 0.2, 0.7);
        INOUT(double, y, [6], 0.2, 0.7);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
