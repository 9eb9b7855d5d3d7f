/* Functions that return pointers to functions, tables passed on, pointers to such pointers. */
// RUN: %run-all %s
#include "check.h"

typedef double step(double x, double y);
static double add(double x, double y) { return x + y * y; }
static double mul(double x, double y) { return x * y; }
static double sub(double x, double y) { return x - 0.5 * y; }

static step *pick(double x)
{
    if (x > 1)
        return sub;
    return x > 0.7 ? mul : add;
}

static void change(step **g, int i)
{
    if (i % 2)
        *g = add;
}

static double fold(step *const *table, int m, double s, const double *x)
{
    for (int i = 0; i < m; i++)
        s = table[i](s, x[i]);
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    step *table[3] = {mul, add, sub}, *g = mul;
    double s = x[0];

    for (int i = 0; i < n; i++) {
        step *first = table[0];
        s += pick(s)(x[i], s);
        s = g(s, fold(table, 3, s, x)) * 0.5;
        table[0] = table[1 + i % 2];
        table[1 + i % 2] = first;
        change(&g, i);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        IN(double, x, [5], 0.3, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
