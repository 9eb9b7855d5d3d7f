/* The source already uses the names that derivative code likes. */
// RUN: %run-all --adcc=-w %s
#include "check.h"

static double x_b_scale = 2;

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, double *y)
{
    double tape = 1, push = 0, t = x[0], i_b = 2, s_d = 0, pop[2] = {1, 2};
    double x_s = x[1], adjoint = 1, tmp = 0, adcc_mark = 3;

    for (int k = 0, x_i = 0; k < n; k++, x_i++) {
        double t1 = x[x_i] * t;

        tape *= t1;
        push += tape * i_b + x_b_scale;
        s_d += push * pop[k % 2];
        i_b = s_d * x_s;
        tmp += t1 * adcc_mark;
        y[k] = tmp * adjoint;
        adjoint = y[k] * 0.1;
    }
    return s_d * tape + i_b;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.3, 1);
    OUT(double, y, [3]);
    RETURNS(double);
    CHECK(ret = f(3, x, y), ret = f_d(3, x, x_d, y, y_d, &ret_d), ret = f_b(3, x, x_b, y, y_b, ret_b));
    return check_status();
}
