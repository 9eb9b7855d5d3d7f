/* One array as two arguments: as the first and the last, the second and the last, all three; of another type, of rows of
 * another length, one that moves, is overwritten, is null; by a pointer, in a recursion, from callers that do so too. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include <math.h>
#include "check.h"

/* CHECK-DAG: dot_b(n, x, x_b, y, y_b, {{.*}});
 * CHECK-DAG: dot_b1(n, x, x_b, {{.*}});
 */
static double dot(int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static double three(int n, const double *a, const double *b, const double *c)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[n - 1 - i] * sin(c[i]);
    return sum;
}

static void add(int n, const double *a, double *b, double factor)
{
    for (int i = 0; i < n; i++)
        b[i] += factor * a[i] * a[n - 1 - i];
}

static double rows(int n, int m, const double a[n][m], const double b[m][n])
{
    return a[n - 1][0] * b[m - 1][1] + a[0][1] * b[1][0];
}

static double walk(int n, const double *a, const double *b)
{
    double sum = 0.0;
    for (int i = 0; i < n - 1; i++) {
        b++;
        sum += a[i] * b[0];
    }
    return sum;
}

static double overwrite(int n, double *a, double *b)
{
    for (int i = 0; i < n; i++) {
        a[i] = a[i] * b[i];
        b[n - 1 - i] += a[i];
    }
    return a[0] + b[n - 1];
}

static double maybe(int n, const double *a, const double *b)
{
    return b ? a[n - 1] * b[0] : a[0];
}

static double fold(int n, const double *a, const double *b, int depth)
{
    if (depth == 0)
        return dot(n, a, b);
    return cos(fold(n, b, a, depth - 1)) + fold(n, a, a, depth - 1) * b[depth];
}

static double swapped(int n, const double *a, const double *b)
{
    const double *p = a;
    if (a[0] > 0.0) {
        a = b;
        b = p;
    }
    return a[1] * b[2] + dot(n, a, b);
}

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(int n, const double *x, const double *y)
{
    double w[6] = {0.0}, z[6] = {0.0};
    for (int i = 0; i < n; i++) {
        w[i] = x[i] + y[i];
        z[i] = x[i] * y[i];
    }
    double sum = dot(n, x, y) + dot(n, x, x) + dot(n, y, y);
    sum += three(n, x, y, x) + three(n, x, y, y) * three(n, x, x, y) + three(n, y, y, y) + three(n, w, x, y);
    add(n, w, w, 0.5);
    add(n, x, w, 0.25);
    sum += rows(2, 3, (const double(*)[3])w, (const double(*)[2])w);
    sum += walk(n, w, w) + walk(n, w, z) + overwrite(n, w, w) + overwrite(n, w, z) + overwrite(n, z, z);
    sum += maybe(n, w, w) + maybe(n, z, 0) + maybe(n, z, w) + maybe(n, 0 ? x : w, z);
    sum += fold(n, w, z, 2) + fold(n, z, z, 1) + swapped(n, w, w) + swapped(n, w, z);
    const double *volatile p = n > 3 ? w : z;
    return sum + dot(n, p, p);
}

double f_d(int n, const double *x, const double *x_d, const double *y, const double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, const double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 0.9);
    IN(double, y, [6], -0.4, 0.7);
    RETURNS(double);
    CHECK(ret = f(6, x, y), ret = f_d(6, x, x_d, y, y_d, &ret_d), ret = f_b(6, x, x_b, y, y_b, ret_b));
    return check_status();
}
