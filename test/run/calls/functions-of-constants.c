/* A function of a constant is called, not written in line: C compilers round tanh(0.875) themselves,
   and otherwise than the library does. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static long double wide(long double a)
{
    return tanh(0.7 * a) + 0.1;
}

static long double (*const table[2])(long double) = {wide, wide};

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
long double f(long double x[2], int m)
{
    long double t = 0.7 * table[m & 1](1.25) + wide(2);

    x[0] = x[0] * t + wide(x[1]);
    x[1] *= t;
    return x[0] * x[1];
}

long double f_d(long double x[2], long double x_d[2], int m, long double *return_d);
long double f_b(long double x[2], long double x_b[2], int m, long double return_b);

int main(void)
{
    INOUT(long double, x, [2], 0.2, 0.9);
    RETURNS(long double);
    CHECK(ret = f(x, 3), ret = f_d(x, x_d, 3, &ret_d), ret = f_b(x, x_b, 3, ret_b));
    return check_status();
}
