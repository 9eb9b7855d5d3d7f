/* Arrays whose last use is a call, one call that is not the last, the same array twice, shifted,
 * recursion, steps of 2, elements met again, early ends, long double and complex numbers. */
// RUN: %run-all %s
#include <complex.h>
#include <math.h>
#include "check.h"

static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0] * x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

/* Its last argument is read after one call of two. */
static void scaled(int n, double a, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = sin(a * y[i]);
}

static void both(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        c[i] = a[i] * b[n - 1 - i];
}

static void by_two(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i += 2)
        z[i] = y[i] * y[i];
    for (int i = 1; i < n; i += 2)
        z[i] = y[i] * y[i - 1];
}

/* Elements are read again by later iterations, and statements. */
static void sums(int n, const double *y, double *z)
{
    z[0] = y[0];
    for (int i = 1; i < n; i++)
        z[i] = z[i - 1] * y[i] + y[i];
    z[n - 1] *= z[0];
}

static void folded(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i / 2] = y[i] * y[i];
    for (int j = 0; j < 2; j++)
        for (int i = 0; i < n / 2; i++)
            z[i + j] = y[i] * (j + 1);
}

static void until(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++) {
        z[i] = 1.0;
        if (y[i] > 0.85)
            break;
        if (y[i] < 0.3)
            continue;
        z[i] = exp(y[i]);
    }
}

static void table(int m, int n, const double *y, double z[m][n], double *flat)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            z[i][j] = y[i] * y[j];
            flat[i * n + j] = y[i] / y[j];
        }
}

static void part(int n, const double *y, double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = y[i] * y[i] * y[i];
}

static double again(int depth, int n, const double *y)
{
    double t[n], sum = 0.0;
    scaled(n, 1.0 + depth, y, t);
    for (int i = 0; i < n; i++)
        sum += t[i];
    return depth ? sum * again(depth - 1, n, t) : sum;
}

static void in_place(int depth, int n, double *y, double *z)
{
    double t[n];
    for (int i = 0; i < n; i++)
        t[i] = y[i] * y[i];
    if (depth)
        in_place(depth - 1, n, t, z);
    else
        for (int i = 0; i < n; i++)
            z[i] = t[i] + y[0];
}

static void precise(int n, const double *y, long double *z)
{
    for (int i = 0; i < n; i++)
        z[i] = (long double)y[i] * y[i];
}

static void turned(int n, const double *y, double complex *z)
{
    for (int i = 0; i < n; i++)
        z[i] = y[i] * (y[i] + 2.0 * I);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int steps, const double *x)
{
    double y[n], sum = 0.0;
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    double late[n];
    scaled(n, 0.7, x, late);
    for (int i = 0; i < n; i++)
        sum += late[i] * x[i];
    for (int s = 0; s < steps; s++) {
        double k1[n], k2[n], twice[n], third[n], fourth[n + 1], stop[n], rows[2][n], flat[2 * n];
        slope(n, x, y, k1);
        slope(n, k1, k1, k2);
        both(n, k1, k2, twice);
        both(n, twice, twice, twice);
        by_two(n, y, third);
        sums(n, third, fourth);
        folded(n, fourth, stop);
        for (int i = 0; i <= n / 2; i++)
            sum += stop[i];
        for (int i = 0; i < n; i++)
            stop[i] = 0.5;
        until(n, x, stop);
        table(2, n, y, rows, flat);
        fourth[n] = 1.0;
        part(n - 1, y, fourth + 1);
        for (int i = 0; i < n; i++)
            y[i] += 0.1 * (k1[i] + k2[i] + twice[i] + third[i] + stop[i] + rows[1][i] + flat[n + i] + fourth[i]);
        scaled(n, 0.3, y, late);
        if (s == 1)
            continue;
        for (int i = 0; i < n; i++)
            sum += late[i] * late[0];
    }
    long double small[n];
    double complex plane[n];
    double deep[n];
    precise(n, y, small);
    turned(n, y, plane);
    in_place(2, n, y, deep);
    for (int i = 0; i < n; i++)
        sum += (double)small[i] + creal(plane[i]) * cimag(plane[i]) + deep[i];
    return sum + again(2, n, y);
}

double f_d(int n, int steps, const double *x, const double *x_d, double *return_d);
double f_b(int n, int steps, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 2; n <= 5; n++)
        for (int steps = 0; steps <= 4; steps += 2) {
            IN(double, x, [5], 0.2, 0.9);
            RETURNS(double);
            CHECK(ret = f(n, steps, x), ret = f_d(n, steps, x, x_d, &ret_d),
                  ret = f_b(n, steps, x, x_b, ret_b));
        }
    return check_status();
}
