/* Enough iterations to fill many chunks of the tape. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x, int n)
{
    double y = x;

    for (int i = 0; i < n; i++) {
        y = sin(y) + x * cos(y) * 0.3;
        if (i % 7 == 3)
            y = y * y - 0.2;
    }
    return y;
}

double f_d(double x, double x_d, int n, double *return_d);
double f_b(double x, double *x_b, int n, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 2);
    RETURNS(double);
    CHECK(ret = f(x, 20000), ret = f_d(x, x_d, 20000, &ret_d), ret = f_b(x, &x_b, 20000, ret_b));
    return check_status();
}
