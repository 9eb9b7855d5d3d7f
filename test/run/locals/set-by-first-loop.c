/* Cleared arrays: whose elements a loop sets, all but one, in a branch, from the last one, after a read, until it breaks. */
// RUN: %run-all %s
#include <string.h>
#include "check.h"

static void scale(int n, double *a, const double *x, int back)
{
    double y[n], rest[n], some[n], sums[n], own[n], until[n], fixed[4] = {0.0}, up[n];
    memset(y, 0, sizeof y);
    memset(rest, 0, sizeof rest);
    memset(some, 0, sizeof some);
    memset(sums, 0, sizeof sums);
    memset(own, 0, sizeof own);
    memset(until, 0, sizeof until);
    memset(up, 0, sizeof up);
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
    for (int i = 0; i < n - 1; i++)
        rest[i] = x[i] * y[i];
    for (int i = 0; i < n; i++)
        if (i != back)
            some[i] = x[i];
    for (int i = 0; i < n; i++)
        sums[i] = x[i] + (i > 0 ? sums[i - 1] : 0.0);
    for (int i = 0; i < n; i++)
        own[i] = x[i] * (1.0 + own[i]);
    for (int i = 0; i < n; i++) {
        until[i] = x[i] * y[i];
        if (i == back)
            break;
    }
    for (int i = 0; i < 4; i++)
        fixed[i] = x[i] * rest[n - 1 - i];
    for (int i = 0; i < n; i++) {
        int at = i;
        i = i + (at < back);
        up[i] = x[i];
    }
    for (int r = 0; r < 2; r++)
        for (int i = 0; i < n; i++) {
            double was = y[i];
            y[i] = was * some[i] + rest[i] * sums[i] + fixed[i % 4] * until[i];
            rest[i] += was * own[i] * up[i];
            some[i] *= was;
            fixed[i % 4] += was * y[i];
            sums[i] *= y[i];
            own[i] += y[i] * rest[i];
            until[i] -= was * was;
            up[i] *= was;
        }
    for (int i = 0; i < n; i++)
        a[i] = y[i] + rest[i] * some[i] + sums[i] + own[i] * own[i] + until[i] + up[i] * up[i];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double a[n], sum = 0.0;
    scale(n, a, x, 2);
    for (int i = 0; i < n; i++)
        sum += a[i] * a[i];
    return sum;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
