/* The adjoint of a black box that overwrites an array: its old elements are put back for it. */
// RUN: %run-all %s
#include "check.h"

/* y = a * x * y, element by element */
void product(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = a * x[i] * y[i];
}

void product_b(int n, double a, double *a_b, const double *x, double *x_b, double *y,
               double *y_b)
{
    for (int i = 0; i < n; i++) {
        double t = y_b[i];
        *a_b += x[i] * y[i] * t;
        x_b[i] += a * y[i] * t;
        y_b[i] = a * x[i] * t;
        y[i] = a * x[i] * y[i];
    }
}

void product_d(int n, double a, double a_d, const double *x, const double *x_d,
               double *y, double *y_d)
{
    for (int i = 0; i < n; i++) {
        y_d[i] = a_d * x[i] * y[i] + a * x_d[i] * y[i] + a * x[i] * y_d[i];
        y[i] = a * x[i] * y[i];
    }
}
ADCC_USE_ADJOINT(product, product_b, y[n])
ADCC_USE_TANGENT(product, product_d)

ADCC_ADJOINT(wrt(k, x), of(return, y))
ADCC_TANGENT(wrt(k, x), of(return, y))
double f(double k, const double x[4], double y[4])
{
    double s = 0.0;
    for (int i = 0; i < 4; i++)
        y[i] = x[i] * x[i] + k;
    s += y[1] * y[1];
    for (int step = 0; step < 3; step++) {
        product(4, k * y[0], x, y);
        s += y[2] * y[3];
    }
    product(2, y[3] * y[3], y + 2, y);
    y[3] = 1.0;
    return s;
}

double f_d(double k, double k_d, const double x[4], const double x_d[4], double y[4], double y_d[4],
           double *return_d);
double f_b(double k, double *k_b, const double x[4], double x_b[4], double y[4], double y_b[4],
           double return_b);

int main(void)
{
    IN(double, k, , 0.5, 1);
    IN(double, x, [4], 0.5, 1);
    OUT(double, y, [4]);
    RETURNS(double);
    CHECK(ret = f(k, x, y), ret = f_d(k, k_d, x, x_d, y, y_d, &ret_d),
          ret = f_b(k, &k_b, x, x_b, y, y_b, ret_b));
    return check_status();
}
