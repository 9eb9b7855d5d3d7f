/* Swaps of scalars and elements, by hand and by a function. */
// RUN: %run-all %s
#include "check.h"

static void swap(double *a, double *b)
{
    double t = *a;

    *a = *b;
    *b = t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y, double *u)
{
    double t = x;

    x = y;
    y = t;
    u[0] *= x;
    swap(&u[0], &u[2]);
    swap(&x, &u[1]);
    swap(u, u);
    return x * u[0] + y * u[1] * u[2];
}

double f_d(double x, double x_d, double y, double y_d, double *u, double *u_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    INOUT(double, u, [3], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(x, y, u), ret = f_d(x, x_d, y, y_d, u, u_d, &ret_d),
          ret = f_b(x, &x_b, y, &y_b, u, u_b, ret_b));
    return check_status();
}
