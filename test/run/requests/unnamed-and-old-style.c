/* Prototypes without names before the definition, and an old-style definition with (void) callees. */
// RUN: %run-all %s
#include "check.h"

double f(double, const double *);
static double three(void);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, const double *y)
{
    return x * *y * three();
}

static double three(void)
{
    return 3;
}

double f_d(double x, double x_d, const double *y, const double *y_d, double *return_d);
double f_b(double x, double *x_b, const double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.4);
    IN(double, y, , 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = f(x, &y), ret = f_d(x, x_d, &y, &y_d, &ret_d), ret = f_b(x, &x_b, &y, &y_b, ret_b));
    return check_status();
}
