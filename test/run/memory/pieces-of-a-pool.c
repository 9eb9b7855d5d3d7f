/* Pieces of an array of characters in a struct: linked structs, integers and reals. */
// RUN: %run-all %s
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include "check.h"

typedef struct Pool { char memory[2048]; size_t used; } Pool;
typedef struct Edge { int from, to; struct Edge *next; } Edge;
static void *get(Pool *a, size_t n)
{
    void *p = &a->memory[a->used];
    a->used += (n + 15) / 16 * 16;
    return p;
}
static void mark_edges(int n, int *deg, Edge *e)
{
    for (; e; e = e->next)
        if (e->from < n) { deg[e->from]++; deg[e->to]++; }
}
static double sum(int n, const int *at, const double *w)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += w[at[i] % n] * w[i];
    return s;
}
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    Pool pool;
    pool.used = 0;
    Edge *edges = NULL;
    for (int i = 0; i + 1 < n; i++) {
        Edge *e = get(&pool, sizeof *e);
        e->from = i;
        e->to = i + 1;
        e->next = edges;
        edges = e;
    }
    int *deg = get(&pool, n * sizeof *deg);
    memset(deg, 0, n * sizeof *deg);
    double *w = get(&pool, n * sizeof *w);
    mark_edges(n, deg, edges);
    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    double s = sum(n, deg, w);
    for (Edge *e = edges; e; e = e->next)
        s += w[e->from] * x[e->to];
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
