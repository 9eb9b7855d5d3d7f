/* An array that a black box overwrites in every iteration goes on the tape wherever the adjoint takes it from there. */
// RUN: %run-all %s
#include "check.h"

void square(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}

void square_b(int n, const double *x, double *x_b, double *y, double *y_b)
{
    for (int i = 0; i < n; i++) {
        y[i] = x[i] * x[i];
        x_b[i] += 2 * x[i] * y_b[i];
        y_b[i] = 0;
    }
}

void square_d(int n, const double *x, const double *x_d, double *y, double *y_d)
{
    for (int i = 0; i < n; i++) {
        y[i] = x[i] * x[i];
        y_d[i] = 2 * x[i] * x_d[i];
    }
}
ADCC_USE_ADJOINT(square, square_b, y[n])
ADCC_USE_TANGENT(square, square_d)

ADCC_ADJOINT(wrt(x[n]), of(return))
ADCC_TANGENT(wrt(x[n]), of(return))
double outside(int n, const double *x)
{
    double y[4], s = 0;
    for (int k = 0; k < 3; k++) {
        square(n, x, y);
        for (int i = 0; i < n; i++)
            s += y[i] * k;
    }
    return s;
}
double outside_d(int n, const double *x, const double *x_d, double *return_d);
double outside_b(int n, const double *x, double *x_b, double return_b);

ADCC_ADJOINT(wrt(x[n]), of(return))
ADCC_TANGENT(wrt(x[n]), of(return))
double inside(int n, const double *x)
{
    double s = 0;
    for (int k = 0; k < 3; k++) {
        double t[4], y[4];
        for (int i = 0; i < n; i++)
            t[i] = x[i] * k;
        square(n, t, y);
        square(n - 1, y, t);
        for (int i = 0; i < n; i++)
            s += y[i] * t[n - 1 - i];
    }
    return s;
}
double inside_d(int n, const double *x, const double *x_d, double *return_d);
double inside_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    {
        IN(double, x, [4], 0.5, 1);
        RETURNS(double);
        CHECK(ret = outside(4, x), ret = outside_d(4, x, x_d, &ret_d),
              ret = outside_b(4, x, x_b, ret_b));
    }
    IN(double, x, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = inside(4, x), ret = inside_d(4, x, x_d, &ret_d), ret = inside_b(4, x, x_b, ret_b));
    return check_status();
}
