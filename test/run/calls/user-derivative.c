/* ADCC_USE_ADJOINT and ADCC_USE_TANGENT: the user's derivatives of a function adcc does not see. */
// RUN: %run-all --link=%S/Inputs/black-box.c %s
#include "check.h"

double black_box(double x, int n);
double my_box_d(double x, double x_d, int n, double *return_d);
double my_box_b(double x, double *x_b, int n, double return_b);
ADCC_USE_ADJOINT(black_box, my_box_b)
ADCC_USE_TANGENT(black_box, my_box_d)

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    double y = black_box(x * x, 3);

    return y * x + black_box(y, 1);
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
