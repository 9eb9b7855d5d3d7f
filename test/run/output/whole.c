/* --whole: one file with the source and its derivatives; file-scope static state is shared. */
// RUN: %run-all --whole %s
#include "check.h"

static int calls;
static double scale = 1;

static double next(double x)
{
    calls++;
    scale *= 1.25;
    return x * scale;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    double y = next(x) * x;

    y *= next(y);
    return calls % 2 ? 0 : y;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    BYTES(calls);
    BYTES(scale);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    check(calls == 0 && scale == 1);
    return check_status();
}
