/* Conjugate gradients on a matrix-free operator, with an early stop. */
// RUN: %run-all %s
#include "check.h"

static void apply(int n, const double *k, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        y[i] = (2 + k[i]) * x[i];
        if (i > 0)
            y[i] -= x[i - 1];
        if (i < n - 1)
            y[i] -= x[i + 1];
    }
}

static double dot(int n, const double *a, const double *b)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += a[i] * b[i];
    return s;
}

ADCC_ADJOINT(wrt(k, b), of(x))
ADCC_TANGENT(wrt(k, b), of(x))
void solve(int n, const double *k, const double *b, double *x)
{
    double r[n], p[n], q[n];

    for (int i = 0; i < n; i++) {
        x[i] = 0;
        r[i] = p[i] = b[i];
    }
    double rr = dot(n, r, r);
    for (int t = 0; t < n + 2 && rr > 1e-16; t++) {
        apply(n, k, p, q);
        double alpha = rr / dot(n, p, q), old = rr;

        for (int i = 0; i < n; i++) {
            x[i] += alpha * p[i];
            r[i] -= alpha * q[i];
        }
        rr = dot(n, r, r);
        for (int i = 0; i < n; i++)
            p[i] = r[i] + rr / old * p[i];
    }
}

void solve_d(int n, const double *k, const double *k_d, const double *b, const double *b_d, double *x,
             double *x_d);
void solve_b(int n, const double *k, double *k_b, const double *b, double *b_b, double *x, double *x_b);

int main(void)
{
    IN(double, k, [5], 0.5, 1);
    IN(double, b, [5], -1, 1);
    OUT(double, x, [5]);
    check_tolerance(1e-9, 1e-4);
    CHECK(solve(5, k, b, x), solve_d(5, k, k_d, b, b_d, x, x_d), solve_b(5, k, k_b, b, b_b, x, x_b));
    return check_status();
}
