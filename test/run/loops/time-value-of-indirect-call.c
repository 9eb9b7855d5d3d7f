/* Iterations that run again call functions through a table for what they do, not for their values. */
// RUN: %run-all %s
#include "check.h"

typedef double Step(double *u, double k);

static double grow(double *u, double k)
{
    u[0] = u[0] * k + u[1];
    return u[0] * u[0];
}

static double turn(double *u, double k)
{
    double t = u[0];
    u[0] = k * u[1];
    u[1] = -k * t;
    return t * u[0];
}

ADCC_ADJOINT(wrt(k, u), of(return, u))
ADCC_TANGENT(wrt(k, u), of(return, u))
double f(int n, double k, double u[2])
{
    static Step *const steps[] = {grow, turn};
    double sum = 0.0;
    for (int t = 0; t < n; t++)
        sum += steps[t / 2 % 2](u, k);
    return sum;
}

double f_d(int n, double k, double k_d, double u[2], double u_d[2], double *return_d);
double f_b(int n, double k, double *k_b, double u[2], double u_b[2], double return_b);

int main(void)
{
    for (int n = 0; n < 9; n += 2) {
        IN(double, k, , 0.6, 0.9);
        INOUT(double, u, [2], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, k, u), ret = f_d(n, k, k_d, u, u_d, &ret_d), ret = f_b(n, k, &k_b, u, u_b, ret_b));
    }
    return check_status();
}
