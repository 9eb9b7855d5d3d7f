/* A tangent for each pattern of active arguments; what has no part in the derivative is called as it is. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <stdio.h>

static double g(double a, double b)
{
    return a * b;
}

static void note(double a)
{
    printf("%g\n", a);
}

ADCC_TANGENT(wrt(x), of(return))
double f(double x, double k)
{
    // CHECK: static double g_d(double a, double a_d, double b, double *return_d)
    // CHECK: *return_d = a_d * b;
    // CHECK: static double g_d1(double a, double a_d, double b, double b_d, double *return_d)
    // CHECK: *return_d = a_d * b + a * b_d;
    // CHECK-LABEL: double f_d(double x, double x_d, double k, double *return_d)
    // CHECK: double y = g_d(x, x_d, k, &y_d);
    double y = g(x, k);
    // CHECK: note(y);
    note(y);
    // CHECK: double z = g_d1(x, x_d, y, y_d, &z_d);
    double z = g(x, y);
    // CHECK: double c = g(k, 2);
    double c = g(k, 2);
    return z * c;
}
