/* A literal exponent needs no pow where there is something cheaper. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

ADCC_TANGENT(wrt(x), of(y))
void f(double x, int n, double *y)
{
    // CHECK: y_d[0] = 2.0 * x * x_d;
    y[0] = pow(x, 2);
    // CHECK: y_d[1] = 3.0 * x * x * x_d;
    y[1] = pow(x, 3.0);
    // CHECK: y_d[2] = 0.5 / sqrt(x) * x_d;
    y[2] = pow(x, 0.5);
    // CHECK: y_d[3] = -1.0 / (x * x) * x_d;
    y[3] = pow(x, -1);
    // CHECK: y_d[4] = 7.0 * pow(x, 6.0) * x_d;
    y[4] = pow(x, 7);
    // CHECK: y_d[5] = 1.7 * pow(x, 1.7 - 1.0) * x_d;
    y[5] = pow(x, 1.7);
    // CHECK: y_d[6] = n != 0.0 ? n * pow(x, n - 1.0) * x_d : 0.0;
    y[6] = pow(x, n);
    // CHECK: y_d[7] = x_d;
    y[7] = pow(x, 1);
    // CHECK: y_d[8] = 0.0;
    y[8] = pow(x, 0);
    // CHECK: double t1 = pow(2, x);
    // CHECK: y_d[9] = t1 * log(2.0) * x_d;
    y[9] = pow(2, x);
}
