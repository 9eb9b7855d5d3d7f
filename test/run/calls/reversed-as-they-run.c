/* Recursive functions that only sum are reversed as they run; and such that look like it are not. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double minor(int n, int row, int *next, const double *a)
{
    double sum = 0.0, sign = 1.0;
    int before = n;
    if (row == n - 1)
        return a[row * n + next[n]];
    for (int c = next[n]; c != n; c = next[c]) {
        next[before] = next[c];
        if (a[row * n + c] != 0.0)
            sum += sign * a[row * n + c] * minor(n, row + 1, next, a);
        next[before] = c;
        before = c;
        sign = -sign;
    }
    return sum;
}

static double integral(double from, double to, int depth, const double *c)
{
    double middle = 0.5 * (from + to), whole = 0.0;
    if (depth == 0) {
        double u = c[0] * middle, v = sin(u) + c[1];
        return (to - from) * v * u;
    }
    double left = integral(from, middle, depth - 1, c), right = integral(middle, to, depth - 1, c);
    for (int i = 0; i < 3; i++) {
        if (i == depth)
            continue;
        double t = c[i] * c[i];
        whole += t * 0.1;
        if (i > 1)
            break;
    }
    whole += left + 0.5 * right;
    return whole;
}

static double product(int n, const double *x) /* the calls are not used linearly */
{
    if (n < 2)
        return x[0];
    double l = product(n / 2, x), r = product(n - n / 2, x + n / 2);
    return l * r + r;
}

static double overwritten(int n, double *w, const double *x) /* what the reverse reads changes */
{
    double sum = 0.0;
    if (n == 0)
        return x[0];
    double t = w[0] * x[n];
    w[0] = w[0] + 1.0;
    sum += t * t;
    double rest = overwritten(n - 1, w, x);
    sum += w[0] * rest;
    return sum;
}

static double reads(int n, const double *x) /* the sum is read */
{
    double sum = 0.0;
    if (n == 0)
        return x[0];
    for (int i = 0; i < n; i++) {
        double t = reads(n - 1, x);
        if (n > 1)
            sum += t * x[i];
        sum += sum * x[n];
    }
    return sum;
}

static double argument(int n, double u, double *w, const double *x) /* it changes what its argument is made of */
{
    if (n == 0)
        return u * x[0];
    w[0] += 1.0;
    double t = argument(n - 1, w[0] * u, w, x);
    return t + u;
}

static double ordered(int n, double *w, const double *x) /* the calls cannot be exchanged */
{
    double sum = 0.0;
    w[0] += 0.5;
    if (n == 0)
        return w[0] * x[0];
    double l = ordered(n - 1, w, x), r = ordered(n - 1, w, x);
    sum += l * x[n] + r;
    return sum;
}

#define DECLARE(name, call)                                            \
    ADCC_ADJOINT(wrt(x), of(return))                                   \
    ADCC_TANGENT(wrt(x), of(return))                                   \
    double name(const double *x)                                       \
    {                                                                  \
        int next[4] = {1, 2, 3, 0};                                    \
        double w[1] = {0.5};                                           \
        double value = call;                                           \
        return next[0] + w[0] > -1.0 ? value : 0.0;                    \
    }                                                                  \
    double name##_d(const double *x, const double *x_d, double *return_d); \
    double name##_b(const double *x, double *x_b, double return_b);
DECLARE(f1, minor(3, 0, next, x))
DECLARE(f2, integral(x[3], 2.0 * x[4], 3, x))
DECLARE(f3, product(5, x))
DECLARE(f4, overwritten(3, w, x))
DECLARE(f5, reads(2, x))
DECLARE(f6, argument(3, w[0] * x[1], w, x))
DECLARE(f7, ordered(3, w, x))

int main(void)
{
    double (*f[])(const double *) = {f1, f2, f3, f4, f5, f6, f7};
    double (*d[])(const double *, const double *, double *) = {f1_d, f2_d, f3_d, f4_d, f5_d, f6_d, f7_d};
    double (*b[])(const double *, double *, double) = {f1_b, f2_b, f3_b, f4_b, f5_b, f6_b, f7_b};
    for (int k = 0; k < 7; k++) {
        IN(double, x, [9], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f[k](x), ret = d[k](x, x_d, &ret_d), ret = b[k](x, x_b, ret_b));
    }
    return check_status();
}
