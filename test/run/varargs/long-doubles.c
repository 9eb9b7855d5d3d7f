/* Long doubles among doubles, integers and pointers, as a format says. */
// RUN: %run-all %s
#include <stdarg.h>
#include "check.h"

static long double mix(const char *format, ...)
{
    long double s = 0.5L;
    va_list ap;

    va_start(ap, format);
    for (; *format; format++) {
        if (*format == 'L')
            s += va_arg(ap, long double) * s + 1;
        if (*format == 'd')
            s *= va_arg(ap, double);
        if (*format == 'i')
            s *= va_arg(ap, int);
        if (*format == 'p')
            s += *va_arg(ap, const double *);
    }
    va_end(ap);
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += mix("LdipL", (long double)x[i] * s, x[i], 2, &x[i], (long double)x[0]) +
             mix("d", x[i]) * mix("L", 3.0L * s);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(3, x), ret = f_d(3, x, x_d, &ret_d), ret = f_b(3, x, x_b, ret_b));
    return check_status();
}
