/* Names, arrays and sizes in turn, until a null pointer: strings lead to no reals. */
// RUN: %run-all %s
#include <stdarg.h>
#include <string.h>
#include "check.h"

int asked;

static const char *next_name(void)
{
    asked++;
    return "weights";
}

static double scale(double s, const char *first, ...)
{
    va_list rest;

    va_start(rest, first);
    for (const char *name = first; name; name = va_arg(rest, const char *)) {
        double *p = va_arg(rest, double *);
        int n = va_arg(rest, int);
        for (int i = 0; i < n; i++) {
            s += p[i] * s * (double)strlen(name);
            p[i] *= name[0] == 'w' ? 2 : s;
        }
    }
    va_end(rest);
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[4])
{
    double w[2] = {x[0], x[1]}, b[2] = {x[1], x[2]};
    double s = scale(x[3], "w", w, 2, "bias", b, 2, next_name(), w, 1, (void *)0);

    s += scale(x[3], "bias", w, 2, NULL);
    return s * w[0] * b[1];
}

double f_d(const double x[4], const double x_d[4], double *return_d);
double f_b(const double x[4], double x_b[4], double return_b);

int main(void)
{
    IN(double, x, [4], 0.2, 0.5);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
