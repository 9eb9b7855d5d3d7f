/* Integers of all kinds take part as constants. */
// RUN: %run-all %s
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "check.h"

enum weight { LIGHT = 2, HEAVY = 7 };

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, char c, unsigned short s, int i, size_t z, int64_t l, bool b, enum weight w)
{
    double y = x * c + x / s - i * x * x;

    y += (double)z * x - l / x;
    y *= b ? w : HEAVY;
    return y * (i % 3) + (i << 2 | 1) * x + (i ^ s) / x;
}

double f_d(double x, double x_d, char c, unsigned short s, int i, size_t z, int64_t l, bool b,
           enum weight w, double *return_d);
double f_b(double x, double *x_b, char c, unsigned short s, int i, size_t z, int64_t l, bool b,
           enum weight w, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, 3, 4, 5, 6, -7, true, LIGHT),
          ret = f_d(x, x_d, 3, 4, 5, 6, -7, true, LIGHT, &ret_d),
          ret = f_b(x, &x_b, 3, 4, 5, 6, -7, true, LIGHT, ret_b));
    return check_status();
}
