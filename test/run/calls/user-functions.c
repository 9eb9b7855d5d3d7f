/* Calls of functions in the same file: several levels, static and not, before their definitions. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double outer(double x, double y);
double shared(double x);

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double a = outer(x, y);

    return a * shared(a + x) + shared(y);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

static inline double inner(double t)
{
    return t * sin(t);
}

static double outer(double x, double y)
{
    double t = inner(x) * y;

    t += inner(t);
    return t;
}

double shared(double x)
{
    return x * x + inner(x);
}

int main(void)
{
    IN(double, x, , 0.1, 0.7);
    IN(double, y, , 0.1, 0.7);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
