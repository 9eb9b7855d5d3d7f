/* A static local variable counts calls and keeps a value between them. */
// RUN: %run-all --whole %s
#include "check.h"

static double accumulate(double x)
{
    static double sum;
    static int calls;

    if (calls++ % 3 == 0)
        sum = 0;
    sum += x * x;
    return sum;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    accumulate(x);
    accumulate(y * x);
    return accumulate(x + y);
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
