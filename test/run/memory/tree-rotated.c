/* A binary tree is built, rotated and freed. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct tree {
    double key, sum;
    struct tree *kid[2];
};

static struct tree *insert(struct tree *t, double key)
{
    if (!t) {
        t = calloc(1, sizeof *t);
        t->key = t->sum = key;
        return t;
    }
    int side = key > t->key;
    t->kid[side] = insert(t->kid[side], key);
    t->sum = t->key;
    for (int i = 0; i < 2; i++)
        if (t->kid[i])
            t->sum += t->kid[i]->sum * t->kid[i]->sum;
    return t;
}

static struct tree *rotate(struct tree *t)
{
    struct tree *r = t->kid[1];

    if (!r)
        return t;
    t->kid[1] = r->kid[0];
    r->kid[0] = t;
    r->sum *= t->key;
    return r;
}

static void drop(struct tree *t)
{
    if (t) {
        drop(t->kid[0]);
        drop(t->kid[1]);
        free(t);
    }
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct tree *t = NULL;
    double s;

    for (int i = 0; i < n; i++)
        t = insert(t, x[i]);
    t = rotate(t);
    s = t->sum * (t->kid[0] ? t->kid[0]->sum : t->key);
    drop(t);
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
