/* Allocators that adcc cannot see into, named to it; all blocks are given back just once. */
// RUN: %run-all --link=%S/Inputs/pool.c %s
#include "check.h"
#include "Inputs/pool.h"

ADCC_ALLOCATOR(pool_get, return[n])
ADCC_DEALLOCATOR(pool_put, block)
ADCC_ALLOCATOR(own_alloc, return[bytes])
ADCC_DEALLOCATOR(own_free, block)
struct node {
    double value;
    struct node *next;
};

static double *squares(pool *p, int n, const double *x)
{
    double *w = pool_get(p, (size_t)n);
    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    return w;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, pool *p)
{
    double s = 1, *all = own_alloc(64, (size_t)n * sizeof *all);
    struct node *list = NULL;

    for (int k = 0; k < n; k++) {
        double *w = squares(p, n, x);
        struct node *node = own_alloc(16, sizeof *node);
        all[k] = w[k] * s;
        node->value = w[n - 1 - k] * x[k];
        node->next = list;
        list = node;
        s += all[k] * all[0];
        if (k % 2 == 0)
            w[k] = s;
        pool_put(p, w);
    }
    for (struct node *next; list; list = next) {
        next = list->next;
        s += list->value * s;
        own_free(list);
    }
    own_free(all);
    return s;
}

double f_d(int n, const double *x, const double *x_d, pool *p, double *return_d);
double f_b(int n, const double *x, double *x_b, pool *p, double return_b);

int main(void)
{
    pool *p = pool_open();
    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(5, x, p), ret = f_d(5, x, x_d, p, &ret_d),
          ret = f_b(5, x, x_b, p, ret_b));
    check(pool_in_use(p) == 0);
    pool_close(p);
    return check_status();
}
