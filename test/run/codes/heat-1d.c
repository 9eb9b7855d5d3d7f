/* Explicit heat equation, old and new state copied back after every step. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u, k), of(u))
ADCC_TANGENT(wrt(u, k), of(u))
void heat(int n, int steps, double *u, const double *k)
{
    double next[n];

    for (int t = 0; t < steps; t++) {
        for (int i = 1; i < n - 1; i++)
            next[i] = u[i] + k[i] * (u[i - 1] - 2 * u[i] + u[i + 1]) * (1 + 0.1 * u[i]);
        for (int i = 1; i < n - 1; i++)
            u[i] = next[i];
        u[0] = u[1];
        u[n - 1] = 0.5 * t;
    }
}

void heat_d(int n, int steps, double *u, double *u_d, const double *k, const double *k_d);
void heat_b(int n, int steps, double *u, double *u_b, const double *k, double *k_b);

int main(void)
{
    INOUT(double, u, [9], 0, 1);
    IN(double, k, [9], 0.1, 0.3);
    CHECK(heat(9, 6, u, k), heat_d(9, 6, u, u_d, k, k_d), heat_b(9, 6, u, u_b, k, k_b));
    return check_status();
}
