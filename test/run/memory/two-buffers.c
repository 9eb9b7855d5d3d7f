/* Two buffers from the heap are swapped in a time loop. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

static void step(int n, double *v, const double *u)
{
    for (int i = 0; i < n; i++)
        v[i] = u[i] + 0.1 * u[(i + 1) % n] * u[(i + n - 1) % n];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof(double)), e = 0.0;
    memcpy(u, x, n * sizeof *u);
    for (int s = 0; s < 5; s++) {
        step(n, v, u);
        double *t = u;
        u = v;
        v = t;
        if (u[0] > 2.5)
            break;
    }
    for (int i = 0; i < n; i++)
        e += u[i] * v[i];
    free(u);
    free(v);
    return e;
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
