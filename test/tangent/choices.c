/* Only the branch that is taken is differentiated; kinks choose one side. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

ADCC_TANGENT()
double f(double x, double y)
{
    // CHECK-LABEL: double f_d(
    // CHECK: double m_d = x >= y || y != y ? x_d : y_d;
    double m = fmax(x, y);
    // CHECK: double a_d = x > 0.0 ? x_d : x < 0.0 ? -x_d : 0.0;
    double a = fabs(x);
    // CHECK: double c_d = x > 1 ? a_d : 0.0;
    double c = x > 1 ? a : 2;
    // CHECK:      if (m > 0) {
    // CHECK-NEXT:     a_d += c_d / c;
    // CHECK-NEXT:     a += log(c);
    // CHECK-NOT:  else
    if (m > 0)
        a += log(c);
    return a * m * c;
}
