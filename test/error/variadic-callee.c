/* A derivative that would be lost in the variable arguments of a function. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck %s
// RUN: %fails 1 %adcc -DINITIALISER %s | FileCheck %s
#include <adcc.h>
#include <stdarg.h>

static double sum(int n, ...)
{
    va_list list;
    double s = 0;

    va_start(list, n);
#ifdef INITIALISER
    double first = va_arg(list, double);
    s = first * n;
#else
    while (n-- > 0)
        s += va_arg(list, double);
#endif
    va_end(list);
    return s;
}

#ifdef TANGENT
ADCC_TANGENT()
#else
ADCC_ADJOINT()
#endif
double f(double x)
{
    // CHECK: variadic-callee.c:[[#@LINE+1]]:{{[0-9]+}}: error: {{.*}}'sum'
    return sum(2, x, x * x) * x;
}
