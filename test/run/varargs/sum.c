/* Reals, integers and pointers among variable arguments, in any order and number. */
// RUN: %run-all %s
#include <stdarg.h>
#include "check.h"

static double mix(const char *kinds, ...)
{
    va_list args;
    double s = 1;

    va_start(args, kinds);
    for (; *kinds; kinds++)
        switch (*kinds) {
        case 'd':
            s += va_arg(args, double) * s;
            break;
        case 'i':
            s *= va_arg(args, int);
            break;
        case 'u':
            s -= va_arg(args, unsigned long);
            break;
        case 'p': {
            double *p = va_arg(args, double *);
            *p *= s;
            s += *p;
            break;
        }
        }
    va_end(args);
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    float single = x[1];
    double s = mix("didp", x[0] * x[1], 2, single, &x[2]);

    for (int i = 0; i < n; i++)
        s += mix("pud", x + i % 3, (unsigned long)i, s * x[0]) * 0.1;
    return s + mix("") * mix("d", s);
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        INOUT(double, x, [3], 0.3, 0.6);
        RETURNS(double);
        check_tolerance(1e-6, 1e-2); /* a value passes through float */
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
