/* Structs with a flexible array member that grow by realloc and are copied and cleared as blocks. */
// RUN: %run-all %s
#include "check.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct Items {
    int n;
    double d[];
} Items;

typedef struct Summed {
    int n;
    double sum;
    struct {
        int tag;
        double at[2];
    } d[];
} Summed;

/* Its array begins before the size of the struct ends. */
typedef struct Narrow {
    double a;
    int n;
    float d[];
} Narrow;

static double narrow(int n, const double *x)
{
    size_t size = offsetof(Narrow, d) + (size_t)n * sizeof(float);
    Narrow *p = malloc(size), *q = malloc(size);
    p->a = x[0] * x[1];
    p->n = n;
    for (int i = 0; i < n; i++)
        p->d[i] = (float)i;
    memcpy(q, p, size);
    p->a = 0.0;
    double s = q->a * q->a;
    for (int i = 0; i < q->n; i++)
        s *= q->d[i] + 1.0f;
    free(p);
    free(q);
    return s;
}

static Items *push(Items *old, double v)
{
    int n = old ? old->n : 0;
    Items *p = realloc(old, sizeof *p + (size_t)(n + 1) * sizeof p->d[0]);
    p->n = n + 1;
    p->d[n] = v * v;
    return p;
}

static double summed(int n, const double *x)
{
    size_t size = offsetof(Summed, d) + (size_t)n * 2 * sizeof(double) + (size_t)n * sizeof(double);
    Summed *a = malloc(size), *b = malloc(size);
    memset(b, 0, size);
    a->n = n;
    a->sum = x[0];
    for (int i = 0; i < n; i++) {
        a->d[i].tag = i;
        a->d[i].at[0] = x[i];
        a->d[i].at[1] = x[i] * a->sum;
    }
    memcpy(b, a, size);
    a->d[0].at[1] = 0.0;
    double s = b->sum * a->sum;
    for (int i = 0; i < b->n; i++)
        s += b->d[i].at[0] * b->d[i].at[1] * b->d[i].tag;
    free(a);
    free(b);
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    Items *p = NULL;
    double s = 0.0;
    for (int i = 0; i < n; i++)
        p = push(p, x[i]);
    Items *q = malloc(sizeof *q + (size_t)n * sizeof(double));
    memcpy(q, p, sizeof *p + (size_t)n * sizeof(double));
    for (int i = 0; i < q->n; i++)
        s += q->d[i] * p->d[0];
    free(p);
    free(q);
    return s + summed(n, x) + narrow(0, x) + narrow(1, x + 1);
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], -1, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
