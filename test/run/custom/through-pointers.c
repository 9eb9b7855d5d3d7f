/* A pointer leads to functions with derivatives by the user and without, with a body and without. */
// RUN: %run-all --link=%S/../calls/Inputs/black-box.c %s
#include "check.h"

double black_box(double x, int n);
double my_box_d(double x, double x_d, int n, double *return_d);
double my_box_b(double x, double *x_b, int n, double return_b);
ADCC_USE_ADJOINT(black_box, my_box_b)
ADCC_USE_TANGENT(black_box, my_box_d)

double scaled(double x, int n)
{
    return x * n;
}

double flat(double x, int n)
{
    return x * n;
}

double flat_d(double x, double x_d, int n, double *return_d)
{
    *return_d = n * x_d;
    return x * n;
}

double flat_b(double x, double *x_b, int n, double return_b)
{
    *x_b += n * return_b;
    return x * n;
}
ADCC_USE_ADJOINT(flat, flat_b)
ADCC_USE_TANGENT(flat, flat_d)

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(double x)
{
    double (*const table[3])(double, int) = {black_box, scaled, flat};
    double y = x;
    for (int i = 0; i < 3; i++)
        y += table[i](y * x, i + 1);
    return y;
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
