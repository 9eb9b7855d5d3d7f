/* A time loop on two blocks from malloc and calloc that change places, inside a function that frees them. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>
#include <string.h>

static void diffuse(int n, double k, const double *old, double *new)
{
    for (int i = 1; i < n - 1; i++)
        new[i] = old[i] + k * (old[i - 1] - 2.0 * old[i] + old[i + 1]) * old[i];
}

static double run(int n, int steps, double k, double *u, int *swaps)
{
    double *old = malloc(n * sizeof *old), *new = calloc((size_t)n, sizeof *new), total = 0.0;

    memcpy(old, u, n * sizeof *old);
    new[0] = old[0];
    new[n - 1] = old[n - 1];
    for (int t = 0; t < steps; t++) {
        diffuse(n, k, old, new);
        if (t % 3 != 1) {
            double *swap = old;
            old = new;
            new = swap;
            ++*swaps;
        }
        total += old[n / 2];
    }
    memcpy(u, old, n * sizeof *old);
    free(old);
    free(new);
    return total;
}

ADCC_ADJOINT(wrt(u, k), of(return, u))
ADCC_TANGENT(wrt(u, k), of(return, u))
double f(int steps, double k, double u[6], int *swaps)
{
    double first = run(6, steps, k, u, swaps);

    u[2] *= u[3];
    return first * run(6, 2 * steps, 0.5 * k, u, swaps);
}

double f_d(int steps, double k, double k_d, double u[6], double u_d[6], int *swaps, double *return_d);
double f_b(int steps, double k, double *k_b, double u[6], double u_b[6], int *swaps, double return_b);

int main(void)
{
    for (int steps = 0; steps < 16; steps += steps < 5 ? 1 : 4) {
        int swaps = 0;
        INOUT(double, u, [6], 0.3, 0.9);
        IN(double, k, , 0.1, 0.2);
        RETURNS(double);
        BYTES(swaps);
        CHECK(ret = f(steps, k, u, &swaps), ret = f_d(steps, k, k_d, u, u_d, &swaps, &ret_d),
              ret = f_b(steps, k, &k_b, u, u_b, &swaps, ret_b));
    }
    return check_status();
}
