/* Updates in place that read what is left alone: points of one colour, sets without common members, in time. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

static void sweep(int n, double *u, int colour, double k)
{
    ADCC_INDEPENDENT
    for (int i = 1 + colour; i < n - 1; i += 2)
        u[i] = 0.5 * u[i] * u[i] + k * u[i - 1] * u[i + 1];
}

ADCC_ADJOINT(wrt(u, k), of(return, u))
ADCC_TANGENT(wrt(u, k), of(return, u))
double f(int n, int steps, double u[n], double k)
{
    double s = 0.0;
    for (int t = 0; t < steps; t++) {
        sweep(n, u, 0, k);
        sweep(n, u, 1, k);
        s += u[t % n] * u[1];
    }
    return s;
}

/* Edges of a matching: each iteration changes two points. */
ADCC_ADJOINT(wrt(u), of(u))
ADCC_TANGENT(wrt(u), of(u))
void g(int n, const int (*edge)[2], double *u)
{
    for (int t = 0; t < 3; t++)
        ADCC_INDEPENDENT
        for (int e = 0; e < n; e++) {
            int i = edge[e][0], j = edge[e][1];
            double flow = sin(u[i] - u[j]) * u[i];
            u[i] -= 0.3 * flow * u[i];
            u[j] += 0.2 * flow * u[i];
        }
}

double f_d(int n, int steps, double u[n], double u_d[n], double k, double k_d, double *return_d);
double f_b(int n, int steps, double u[n], double u_b[n], double k, double *k_b, double return_b);
void g_d(int n, const int (*edge)[2], double *u, double *u_d);
void g_b(int n, const int (*edge)[2], double *u, double *u_b);

int main(void)
{
    const int edge[3][2] = {{4, 0}, {1, 5}, {3, 2}};
    INOUT(double, u, [7], 0.2, 0.9);
    IN(double, k, , 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(7, 3, u, k), ret = f_d(7, 3, u, u_d, k, k_d, &ret_d), ret = f_b(7, 3, u, u_b, k, &k_b, ret_b));
    INOUT(double, v, [6], 0.2, 0.9);
    CHECK(g(3, edge, v), g_d(3, edge, v, v_d), g_b(3, edge, v, v_b));
    return check_status();
}
