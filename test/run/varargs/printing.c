/* A function that prints its variable arguments does not keep derivatives from flowing elsewhere. */
// RUN: %run-all %s
#include <stdarg.h>
#include <stdio.h>
#include "check.h"

static void note(const char *format, ...)
{
    char text[200];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        s += x[i] * s;
        note("%d %g %s", i, s, "step");
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(3, x), ret = f_d(3, x, x_d, &ret_d), ret = f_b(3, x, x_b, ret_b));
    return check_status();
}
