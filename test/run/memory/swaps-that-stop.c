/* Blocks that swap: where a step may end early and the loop too, where one variable keeps the first
 * block to compare pointers, and where each iteration allocates the next block. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

static void part(int n, const double *u, double *next)
{
    for (int i = 0; i < n; i++) {
        if (u[i] > 0.7)
            return;
        next[i] = u[i] * u[i] + 0.1;
    }
}

static void whole(int n, const double *u, double *next)
{
    for (int i = 0; i < n; i++)
        next[i] = 0.5 * u[i] * u[(i + 1) % n] + 0.3;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    size_t bytes = (size_t)n * sizeof(double);
    double *u = malloc(bytes), *v = calloc(1, bytes), *first = u, s = 0.0;
    for (int i = 0; i < n; i++)
        u[i] = x[i];
    for (int t = 0; t < 5; t++) {
        part(n, u, v);
        double *k = u;
        u = v;
        v = k;
        s += (u == first ? 3.0 : 1.0) * first[1] * u[n - 1];
        if (s > 1.5)
            break;
    }
    free(v);
    for (int t = 0; t < 3; t++) {
        double *next = malloc(bytes);
        whole(n, u, next);
        free(u);
        u = next;
        s += u[0];
    }
    free(u);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int k = 0; k < 4; k++) {
        IN(double, x, [6], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    }
    return check_status();
}
