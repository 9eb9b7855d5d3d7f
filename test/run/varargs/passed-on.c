/* A va_list is copied, walked twice and passed on to other functions, one of which is recursive. */
// RUN: %run-all %s
#include <stdarg.h>
#include "check.h"

static double product(int n, va_list args)
{
    double p = 1;

    while (n-- > 0)
        p *= va_arg(args, double);
    return p;
}

static double nested(int n, double s, va_list args)
{
    double x = va_arg(args, double);

    return n > 1 ? nested(n - 1, s * x + 1, args) : s - x;
}

static double both(int n, ...)
{
    va_list args, again;
    double s;

    va_start(args, n);
    va_copy(again, args);
    double first = va_arg(again, double);
    s = product(n - 1, again) * first;
    va_end(again);
    s += nested(n, first, args);
    va_end(args);
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x)
{
    double s = both(3, x[0], x[1], x[2]);

    return s * both(2, s, x[1] * x[1]) + both(1, x[2]);
}

double f_d(const double *x, const double *x_d, double *return_d);
double f_b(const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
