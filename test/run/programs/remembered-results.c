/* Recursion that remembers its results in static tables. */
// RUN: %run-all --whole %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double table[16];
static int known[16];
static double fib(int n, const double *x)
{
    if (n < 2)
        return x[n];
    if (known[n])
        return table[n];
    known[n] = 1;
    return table[n] = fib(n - 1, x) * x[n % 4] + fib(n - 2, x) * fib(n - 1, x);
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    memset(known, 0, sizeof known);
    double s = fib(n + 2, x);
    memset(known, 0, sizeof known);
    memset(table, 0, sizeof table);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
