/* A character buffer filled with sprintf, and assert, in the middle of active code. */
// RUN: %run-all %s
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, char *text, size_t size)
{
    double y = x * x;

    assert(size > 4);
    snprintf(text, size, "%.2f", y);
    y *= (double)strlen(text);
    if (text[0] == '0')
        y += x;
    return y;
}

double f_d(double x, double x_d, char *text, size_t size, double *return_d);
double f_b(double x, double *x_b, char *text, size_t size, double return_b);

int main(void)
{
    char text[16] = "";

    IN(double, x, , 0.3, 0.8);
    RETURNS(double);
    BYTES(text);
    CHECK(ret = f(x, text, sizeof text), ret = f_d(x, x_d, text, sizeof text, &ret_d),
          ret = f_b(x, &x_b, text, sizeof text, ret_b));
    return check_status();
}
