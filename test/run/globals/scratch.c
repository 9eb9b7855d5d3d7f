/* A global array carries values from one callee to the next. */
// RUN: %run-all %s
#include "check.h"

double scratch[4];

static void fill(double x)
{
    for (int i = 0; i < 4; i++)
        scratch[i] = x * (i + 1) + (i > 0 ? scratch[i - 1] : 0);
}

static double use(double y)
{
    return scratch[1] * scratch[3] * y;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double s;

    fill(x);
    s = use(y);
    fill(s);
    return s + use(x);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    BYTES(scratch);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
