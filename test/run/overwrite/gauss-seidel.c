/* Sweeps that use new values as soon as they are there. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(u, b), of(u))
ADCC_TANGENT(wrt(u, b), of(u))
void f(int n, int sweeps, double *u, const double *b)
{
    for (int s = 0; s < sweeps; s++)
        for (int i = 1; i < n - 1; i++)
            u[i] = 0.5 * (u[i - 1] + u[i + 1] + b[i] * u[i] * u[i]);
}

void f_d(int n, int sweeps, double *u, double *u_d, const double *b, const double *b_d);
void f_b(int n, int sweeps, double *u, double *u_b, const double *b, double *b_b);

int main(void)
{
    INOUT(double, u, [8], 0.1, 0.8);
    IN(double, b, [8], 0.1, 0.8);
    CHECK(f(8, 4, u, b), f_d(8, 4, u, u_d, b, b_d), f_b(8, 4, u, u_b, b, b_b));
    return check_status();
}
