/* Values of every arithmetic type are overwritten and needed again. */
// RUN: %run-all %s
#include <stdint.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double x)
{
    char c = 1;
    unsigned short us = 2;
    unsigned u = 3;
    long l = 4;
    unsigned long long ull = 5;
    int64_t i64 = 6;
    float fl = 1.5f;
    long double ld = 2.5L;
    _Bool b = 1;
    double s = x, *p = &s;

    for (int i = 0; i < n; i++) {
        s = s * x * c + us;
        s = s * u / l + ull * x;
        *p = *p / (double)i64 * fl + (b ? x : -x);
        s *= (double)ld * 0.01;
        c++, us *= 2, u += 5, l -= 9, ull ^= 3, i64 = -i64, fl *= 0.5f, ld += s > 1, b = !b;
        if (b)
            p = &s;
    }
    return s;
}

double f_d(int n, double x, double x_d, double *return_d);
double f_b(int n, double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, &x_b, ret_b));
    return check_status();
}
