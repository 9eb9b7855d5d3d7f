/* What a forward sweep returns that is handed shadows is a value of the function, to the last bit: quotients by
 * one number stay quotients, sums of products sums of products. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include "check.h"

typedef struct chain {
    double at, sum;
    struct chain *next;
} chain;

static double evaluate(chain *c, double h)
{
    if (!c)
        return 0.3;
    double rest = evaluate(c->next, h);
    double first = rest / h, second = c->at / h * rest, third = rest / h - second / h;
    c->sum = first * rest + c->at * rest - rest / h;
    return c->sum + sin(third) + 4.0 * rest * c->at + 4.0 * rest;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, double h)
{
    chain *all = NULL;
    for (int i = 0; i < n; i++) {
        chain *c = calloc(1, sizeof(chain));
        c->at = x[i];
        c->next = all;
        all = c;
    }
    double s = evaluate(all, h);
    s += s / h + s * s / h;
    while (all) {
        chain *next = all->next;
        s += all->sum / h;
        free(all);
        all = next;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double h, double *return_d);
double f_b(int n, const double *x, double *x_b, double h, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, [6], -0.4, 0.4);
        RETURNS(double);
        CHECK(ret = f(n, x, 3.7), ret = f_d(n, x, x_d, 3.7, &ret_d), ret = f_b(n, x, x_b, 3.7, ret_b));
    }
    return check_status();
}
