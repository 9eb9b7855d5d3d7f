/* Loops that fill arrays that live on the tape, and save to it: each iteration its own element, or not. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

static void scale(int n, const double *x, const double *q, double *w)
{
    for (int i = 0; i < n; i++)
        w[i] = x[i] * q[i];
    for (int i = 1; i < n; i++) /* the one before */
        w[i] += 0.25 * w[i - 1];
    for (int i = 0; 2 * i + 1 < n; i++) /* two of an iteration */
        w[2 * i] = w[2 * i] * w[2 * i + 1];
}

ADCC_ADJOINT(wrt(x, q), of(return, q))
ADCC_TANGENT(wrt(x, q), of(return, q))
double f(int n, int m, const double *x, double *q, const int *at)
{
    double sum = 0.0;
    for (int s = 0; s < m; s++) {
        double w[n], v[n];
        scale(n, x, q, w);
        for (int c = 0; c < n; c++) {
            v[c] = w[c] * w[c];
            for (int r = c + 1; r < n; r++)
                w[r] += x[r - c - 1] * v[c] * q[c];
        }
        for (int i = 0; i < n; i++)
            w[at[i]] = sin(w[i]) + q[i]; /* any */
        for (int i = 0; i < n; i++)
            q[i] = 0.5 * q[i] * w[i] + 0.1 * v[i];
        scale(n, w, q, v);
        for (int i = 0; i < n; i++)
            sum += v[i] * w[n - 1 - i];
    }
    return sum;
}

double f_d(int n, int m, const double *x, const double *x_d, double *q, double *q_d, const int *at,
           double *return_d);
double f_b(int n, int m, const double *x, double *x_b, double *q, double *q_b, const int *at,
           double return_b);

int main(void)
{
    static const int at[] = {2, 0, 0, 5, 1, 4};
    for (int apart = 0; apart < 2; apart++) { /* x and q may be the same */
        INOUT(double, z, [12], 0.2, 0.6);
        RETURNS(double);
        double *q = z, *q_b = z_b, *q_d = z_d;
        double *x = z + 6 * apart, *x_b = z_b + 6 * apart, *x_d = z_d + 6 * apart;
        CHECK(ret = f(6, 3, x, q, at), ret = f_d(6, 3, x, x_d, q, q_d, at, &ret_d),
              ret = f_b(6, 3, x, x_b, q, q_b, at, ret_b));
    }
    return check_status();
}
