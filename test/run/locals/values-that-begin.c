/* Local arrays whose first value is not zero, is of another type, or decides about the sign of zero. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <string.h>

/* The loop adds to what is there. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double begins(const double x[2])
{
    double t[2] = {1.0, 2.0}, u[2] = {3.0};
    for (int i = 0; i < 2; i++)
        t[i] += x[i];
    for (int i = 0; i < 2; i++)
        u[i] -= x[i] * t[i];
    return t[0] * t[1] * u[0] + u[1];
}

/* 0 - k is no unsigned number. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double subtracts(const double x[2], const unsigned k[2], const int l[2])
{
    double t[2] = {0}, u[2];
    memset(u, 0, sizeof u);
    for (int i = 0; i < 2; i++)
        t[i] -= k[i];
    for (int i = 0; i < 2; i++)
        u[i] -= l[i];
    return t[0] * x[0] + t[1] * x[1] * u[0] + u[1] * x[1];
}

/* 0.0 + -0.0 is 0.0. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void signs(const double x[2], double y[3])
{
    double t[2] = {0}, u[2];
    memset(u, 0, sizeof u);
    for (int i = 0; i < 2; i++)
        t[i] += x[i];
    for (int i = 0; i < 2; i++)
        u[i] -= x[i];
    y[0] = copysign(1.0, t[0]) + copysign(2.0, u[0]);
    y[1] = copysign(t[1], u[1]);
    y[2] = t[0] * u[1];
}

double begins_d(const double x[2], const double x_d[2], double *return_d);
double begins_b(const double x[2], double x_b[2], double return_b);
double subtracts_d(const double x[2], const double x_d[2], const unsigned k[2], const int l[2],
                   double *return_d);
double subtracts_b(const double x[2], double x_b[2], const unsigned k[2], const int l[2],
                   double return_b);
void signs_d(const double x[2], const double x_d[2], double y[3], double y_d[3]);
void signs_b(const double x[2], double x_b[2], double y[3], double y_b[3]);

int main(void)
{
    const unsigned k[2] = {1, 4000000000};
    const int l[2] = {-2147483647 - 1, 3};
    for (int n = 0; n < 3; n++) {
        IN(double, x, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = begins(x), ret = begins_d(x, x_d, &ret_d), ret = begins_b(x, x_b, ret_b));
    }
    for (int n = 0; n < 3; n++) {
        IN(double, x, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = subtracts(x, k, l), ret = subtracts_d(x, x_d, k, l, &ret_d),
              ret = subtracts_b(x, x_b, k, l, ret_b));
    }
    {
        IN(double, x, [2], 0.5, 1);
        OUT(double, y, [3]);
        CHECK(signs(x, y), signs_d(x, x_d, y, y_d), signs_b(x, x_b, y, y_b));
    }
#if CHECK_MODE & 2
    double zeros[2] = {-0.0, 0.0}, zeros_b[2] = {0}, y[3], again[3], y_b[3] = {0};
    signs(zeros, y);
    signs_b(zeros, zeros_b, again, y_b);
    for (int i = 0; i < 3; i++)
        check(memcmp(&y[i], &again[i], sizeof y[i]) == 0);
#endif
    return check_status();
}
