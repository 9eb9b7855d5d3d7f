/* Structs with reals sorted by a key, sorted back, in a function called in a loop. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

struct item {
    double key, value;
    int id;
};

static int by_key(const void *a, const void *b)
{
    const struct item *x = a, *y = b;

    return x->key < y->key ? -1 : x->key > y->key;
}

static int by_id(const void *a, const void *b)
{
    return ((const struct item *)a)->id - ((const struct item *)b)->id;
}

static double step(int n, struct item *t)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        t[i].key *= t[i].value;
    qsort(t, (size_t)n, sizeof t[0], by_key);
    for (int i = 0; i < n; i++) {
        t[i].value += s * t[i].key;
        s += t[i].value * t[i].key * (i + 1);
    }
    qsort(t, (size_t)n, sizeof(struct item), by_id);
    return s;
}

ADCC_ADJOINT(wrt(t), of(return, t))
ADCC_TANGENT(wrt(t), of(return, t))
double f(int n, int steps, struct item *t)
{
    double s = 0;

    for (int k = 0; k < steps; k++)
        s += step(n, t) * t[0].key;
    return s;
}

double f_d(int n, int steps, struct item *t, struct item *t_d, double *return_d);
double f_b(int n, int steps, struct item *t, struct item *t_b, double return_b);

int main(void)
{
    for (int steps = 0; steps < 3; steps++) {
        struct item t[4] = {{0, 0, 1}, {0, 0, 2}, {0, 0, 3}, {0, 0, 4}}, t_b[4] = {{0}}, t_d[4] = {{0}};
        for (int i = 0; i < 4; i++) {
            double *v = &t[i].key, *v_b = &t_b[i].key, *v_d = &t_d[i].key;
            RANGE(CHECK_INOUT, double, v, 2, 1.3 - 0.2 * i, 1.4 - 0.2 * i);
        }
        RETURNS(double);
        CHECK(ret = f(4, steps, t), ret = f_d(4, steps, t, t_d, &ret_d),
              ret = f_b(4, steps, t, t_b, ret_b));
    }
    return check_status();
}
