/* A tree is built by recursion, evaluated and freed, nodes one by one. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

typedef struct tree {
    double at, sum;
    struct tree *kid[2];
} tree;

static tree *build(int n, const double *x)
{
    if (n == 0)
        return NULL;
    tree *t = calloc(1, sizeof(tree));
    t->at = x[n / 2];
    t->kid[0] = build(n / 2, x);
    t->kid[1] = build(n - n / 2 - 1, x + n / 2 + 1);
    return t;
}

static double evaluate(tree *t)
{
    if (!t)
        return 0.3;
    double l = evaluate(t->kid[0]);
    double r = evaluate(t->kid[1]);
    t->sum = l * r + t->at * l;
    return t->sum * (1.0 + t->at);
}

static void cut(tree *t)
{
    if (!t)
        return;
    cut(t->kid[0]);
    cut(t->kid[1]);
    free(t);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0.0;
    for (int i = 0; i < 2; i++) {
        tree *t = build(n - i, x);
        s += evaluate(t);
        t->at *= s;
        s += evaluate(t) * t->sum;
        cut(t);
    }
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
