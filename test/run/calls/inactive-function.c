/* ADCC_INACTIVE on a function: its result counts as a constant. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_INACTIVE static double scale_of(double x)
{
    return exp2(floor(log2(fabs(x))));
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double s = scale_of(x);

    return x / s * y + scale_of(y) * x;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 2.2, 3.3);
    IN(double, y, , 2.2, 3.3);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
