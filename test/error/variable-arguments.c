/* Derivatives are not followed into variable arguments. */
// RUN: %fails 1 %adcc %s | FileCheck %s
#include <adcc.h>
#include <stdarg.h>

static double sum(int n, ...)
{
    double s = 0;
    va_list list;

    va_start(list, n);
    while (n-- > 0)
        s += va_arg(list, double);
    va_end(list);
    return s;
}

ADCC_TANGENT()
double f(double x)
{
    // CHECK: variable-arguments.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'x * x' carries derivatives
    return sum(2, x * x, 1.0);
}
