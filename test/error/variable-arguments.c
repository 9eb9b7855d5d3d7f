/* Derivatives are not followed into a va_list that code we do not see gets, nor into structs. */
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT %s | FileCheck %s
// RUN: %fails 1 %adcc -DMODE=ADCC_TANGENT -DWIDE %s | FileCheck --check-prefix=STRUCT %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT %s | FileCheck --check-prefix=PASSED %s
// RUN: %fails 1 %adcc -DMODE=ADCC_ADJOINT -DWIDE %s | FileCheck --check-prefix=WIDE %s
#include <adcc.h>
#include <stdarg.h>
#include <stdio.h>

struct pair {
    double x, y;
};

static double sum(int n, ...)
{
    double s = 0;
    va_list list;

    va_start(list, n);
#ifdef WIDE
    while (n-- > 0)
        s += va_arg(list, struct pair).x;
#else
    vprintf("%g", list);
    while (n-- > 0)
        s += va_arg(list, double);
#endif
    va_end(list);
    return s;
}

MODE()
double f(double x)
{
#ifdef WIDE
    struct pair p = {x * x, x};
    // WIDE: variable-arguments.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'sum' takes reals {{.*}}: it takes a 'struct pair' from
    // STRUCT: variable-arguments.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'p' carries derivatives
    return sum(1, p);
#else
    // CHECK: variable-arguments.c:[[#@LINE+2]]:{{[0-9]+}}: error: 'x * x' carries derivatives
    // PASSED: variable-arguments.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'sum' takes reals {{.*}}: it hands its va_list to 'vprintf'
    return sum(1, x * x);
#endif
}
