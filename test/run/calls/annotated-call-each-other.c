/* Several annotated functions, one calling the next; a derivative of one does not disturb another's. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double g(double x, double y)
{
    return x * y + x;
}

ADCC_ADJOINT(wrt(u), of(return))
ADCC_TANGENT(wrt(u), of(return))
double f(const double *u, double p)
{
    return g(u[0], g(p, u[1])) * g(u[1], p);
}

double g_d(double x, double x_d, double y, double y_d, double *return_d);
double g_b(double x, double *x_b, double y, double *y_b, double return_b);
double f_d(const double *u, const double *u_d, double p, double *return_d);
double f_b(const double *u, double *u_b, double p, double return_b);

int main(void)
{
    {
        IN(double, u, [2], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(u, 2), ret = f_d(u, u_d, 2, &ret_d), ret = f_b(u, u_b, 2, ret_b));
    }
    {
        IN(double, x, , 0.2, 0.9);
        IN(double, y, , 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = g(x, y), ret = g_d(x, x_d, y, y_d, &ret_d), ret = g_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
