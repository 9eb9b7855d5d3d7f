/* Adjoints of arrays that calls fill: all of it, but the first, the last, or both; also where some
 * of the calls add to what is there, or fill less or more than the array, by steps of 2, with early
 * ends, through pointers to functions, with the same array twice, recursively, in time steps. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void all(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = y[i] * y[i];
}

static void no_last(int n, const double *x, const double *y, double *z)
{
    z[0] = x[0];
    for (int i = 1; i < n; i++)
        z[i] = x[i] * y[i - 1];
}

static void no_first(int n, const double *x, const double *y, double *z)
{
    for (int i = 0; i < n - 1; i++)
        z[i] = x[i] * y[i + 1];
    z[n - 1] = x[n - 1];
}

static void inner(int n, const double *y, double *z)
{
    z[0] = z[n - 1] = 1.0;
    for (int i = 1; i < n - 1; i++)
        z[i] = exp(y[i]);
}

/* Two at the end are missed. */
static void fewer(int n, const double *y, double *z)
{
    for (int i = 0; i < n - 2; i++)
        z[i] = y[i] * y[i];
    for (int i = n - 2; i < n; i++)
        z[i] = 0.25;
}

static void by_two(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i += 2)
        z[i] = y[i] * y[i];
    for (int i = 1; i < n; i += 2)
        z[i] = 0.5;
}

static void ends_early(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = 0.75;
    if (y[0] > 0.8)
        return;
    for (int i = 0; i < n; i++) {
        z[i] *= y[i];
        if (y[i] > 0.7)
            break;
    }
}

static void twice(int n, const double *a, const double *b, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = sin(a[i]) * b[i];
}

static double deeper(int depth, int n, const double *y)
{
    double z[n], sum = 0.0;
    all(n, y, z);
    for (int i = 0; i < n; i++)
        sum += z[i];
    return depth ? sum + 0.5 * deeper(depth - 1, n, z) : sum;
}

static void cubes(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = y[i] * y[i] * y[i];
}

static double sum_of(int n, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += y[i] * (i + 1);
    return sum;
}

static double fixed(const double *x)
{
    double a[100], b[100], c[100];
    for (int i = 0; i < 100; i++)
        a[i] = x[i % 4] * i;
    all(100, a, b);
    all(99, b, c);
    c[99] = b[99] * a[99];
    return 1e-8 * sum_of(100, c);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int steps, const double *x)
{
    double y[n], sum = fixed(x);
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    for (int s = 0; s < steps; s++) {
        double a[n], b[n], c[n], d[n], e[n + 1], g[n], h[n], k[n + 2], l[n], m[n], p[n], q[n], r[n];
        void (*any)(int, const double *, double *) = s % 2 ? all : cubes;
        all(n, y, a);
        no_last(n, x, a, b);
        no_first(n, x, b, c);
        no_first(n, x, c, d);
        all(n, d, e);
        e[n] = y[0];
        inner(n, e, g);
        by_two(n, g, h);
        all(n, h, k);
        k[n] = y[0];
        k[n + 1] = y[1];
        fewer(n, k, l);
        twice(n, l, l, m);
        any(n, m, p);
        ends_early(n, p, q);
        all(n - 1, q, r);
        r[n - 1] = q[n - 1] + e[n];
        for (int i = 0; i < n; i++)
            y[i] += 0.05 * (r[i] + a[i]);
        sum += sum_of(n, r) + 0.1 * sum_of(n + 2, k);
    }
    return sum + sum_of(n, y) + deeper(2, n, y);
}

double f_d(int n, int steps, const double *x, const double *x_d, double *return_d);
double f_b(int n, int steps, const double *x, double *x_b, double return_b);

/* Only some calls come after a clearing, in runs of time steps. */
static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

static void move(int n, const double *y, double h, const double *k, double *moved)
{
    for (int i = 0; i < n; i++)
        moved[i] = y[i] + h * k[i];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double steps(int n, int m, const double *x)
{
    double y[n];
    for (int i = 0; i < n; i++)
        y[i] = 0.0;
    ADCC_CHECKPOINT(every = 3)
    for (int s = 0; s < m; s++) {
        double moved[n], again[n], k1[n], k2[n], k3[n];
        slope(n, x, y, k1);
        move(n, y, 0.1, k1, moved);
        slope(n, x, moved, k2);
        move(n, y, 0.2, k2, again);
        slope(n, x, again, k3);
        for (int i = 0; i < n; i++)
            y[i] += 0.1 * (k1[i] + k2[i] + k3[i] * k1[0]) + (s > 1 ? 0.1 * again[i] : 0.0);
    }
    return y[n - 1] * y[0];
}

double steps_d(int n, int m, const double *x, const double *x_d, double *return_d);
double steps_b(int n, int m, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 4; n <= 6; n++)
        for (int m = 0; m <= 4; m += 2) {
            IN(double, x, [6], 0.2, 0.9);
            RETURNS(double);
            CHECK(ret = f(n, m, x), ret = f_d(n, m, x, x_d, &ret_d), ret = f_b(n, m, x, x_b, ret_b));
        }
    for (int n = 1; n <= 3; n++)
        for (int m = 0; m <= 10; m += 5) {
            IN(double, x, [3], 0.2, 0.9);
            RETURNS(double);
            CHECK(ret = steps(n, m, x), ret = steps_d(n, m, x, x_d, &ret_d),
                  ret = steps_b(n, m, x, x_b, ret_b));
        }
    return check_status();
}
