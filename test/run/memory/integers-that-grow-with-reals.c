/* Integers and reals in blocks of their own, behind one struct, that grow by realloc in functions. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

typedef struct {
    int n, *col;
    double *val;
} Row;

typedef struct {
    int *head, n;
    double *pool;
} Table;

static Row build(int n, const double *x)
{
    Row m = {n, malloc(sizeof(int) * (size_t)(n + 1)), NULL};
    for (int i = 0; i < n; i++) {
        m.val = realloc(m.val, sizeof *m.val * (size_t)(i + 1));
        m.col[i] = n - 1 - i;
        m.val[i] = x[i] * x[i];
    }
    return m;
}

static void init(Table *t)
{
    t->head = malloc(4 * sizeof *t->head);
    t->head[0] = -1;
    t->n = 0;
    t->pool = NULL;
}

static void add(Table *t, double v)
{
    t->head = realloc(t->head, (size_t)(t->n + 4) * sizeof *t->head);
    t->pool = realloc(t->pool, (size_t)(t->n + 1) * sizeof *t->pool);
    t->head[t->n / 2] = t->n;
    t->pool[t->n++] = v;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    Row m = build(n, x);
    Table t;
    double s = 0;

    init(&t);
    for (int i = 0; i < n; i++)
        add(&t, x[i] * x[n - 1 - i]);
    for (int i = 0; i < n; i++)
        s += m.val[m.col[i]] * m.col[i] * t.pool[t.head[i / 2]];
    free(m.col);
    free(m.val);
    free(t.head);
    free(t.pool);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 6; n++) {
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
