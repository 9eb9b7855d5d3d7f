/* Buffers of bytes with integers before the reals, pointers to bytes that walk over them. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, double *y)
{
    char message[100], *at = message;
    double half[2], s = 0;

    memcpy(at, &n, sizeof n);
    at += sizeof n;
    memcpy(at, x, (size_t)n * sizeof *x);
    memcpy(y, message + sizeof n, sizeof(double) * (size_t)n / 2);
    memcpy(y + n / 2, at, (size_t)n / 2 * sizeof *y);
    memcpy(half, (char *)y + sizeof *y, sizeof half);
    for (int i = 0; i < n; i++)
        s += half[i % 2] * y[i];
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.3, 1);
    OUT(double, y, [4]);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d),
          ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
