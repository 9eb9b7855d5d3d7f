/* The rules of product and quotient, squares, and constants that fold away. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

ADCC_TANGENT()
double f(double x, double y)
{
    // CHECK-LABEL: double f_d(double x, double x_d, double y, double y_d, double *return_d)
    // CHECK:      double a_d = x_d * y + x * y_d;
    // CHECK-NEXT: double a = x * y;
    double a = x * y;
    // CHECK-NEXT: double b_d = (x_d - x / y * y_d) / y;
    // CHECK-NEXT: double b = x / y;
    double b = x / y;
    // CHECK-NEXT: double c_d = 2.0 * a * a_d - 3 * b_d;
    // CHECK-NEXT: double c = a * a - 3 * b;
    double c = a * a - 3 * b;
    // CHECK-NEXT: *return_d = (a_d * c + a * c_d) / 2;
    // CHECK-NEXT: return a * c / 2;
    return a * c / 2;
}
