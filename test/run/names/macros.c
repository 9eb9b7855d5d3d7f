/* Macros named like variables, members of math.h and generated names; bodies made of macros. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#define SQUARE(a) ((a) * (a))
#define FOR(i, n) for (int i = 0; i < (n); i++)
#define real double
#define PI 3.14159265358979323846
#define s2 (s * s)
#define ADD(to, what) \
    do { \
        to += what; \
    } while (0)
#define ret_type(x) x

ADCC_ADJOINT()
ADCC_TANGENT()
ret_type(real) f(int n, const real *x)
{
    real s = 0, t = 1;

    FOR(i, n)
        ADD(s, SQUARE(x[i] + 1) * PI);
    FOR(i, n) {
        t *= SQUARE(SQUARE(x[i])) + s2 / 100;
        if (t > 4)
            ADD(t, -s2);
    }
#ifdef NOT_DEFINED
    s = 0;
#else
    t += fmin(s2, t);
#endif
    return s * t;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(3, x), ret = f_d(3, x, x_d, &ret_d), ret = f_b(3, x, x_b, ret_b));
    return check_status();
}
