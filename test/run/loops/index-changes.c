/* An index that an iteration changes is no name for the loop's: iterations meet, and nobody is told otherwise. */
// RUN: %run-all --flag=-fopenmp-simd --flag=-DADCC_OPENMP_SIMD %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *restrict x, double *restrict y, const double *restrict z)
{
    // CHECK-LABEL: double f_b(
    // CHECK-NOT: ADCC_SIMD
    // CHECK: return result;
    for (int i = 0; i < n; i++) {
        int at = i;
        y[at] *= x[i] * z[i];
        at = 0;
        y[at] *= x[i] * y[at];
    }
    return y[0];
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, const double *z,
           const double *z_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, const double *z,
           double *z_b, double return_b);

int main(void)
{
    IN(double, x, [16], 0.8, 1.2);
    INOUT(double, y, [16], 0.8, 1);
    IN(double, z, [16], 0.8, 1.2);
    RETURNS(double);
    check_tolerance(1e-9, 1e-5);
    CHECK(ret = f(5, x, y, z), ret = f_d(5, x, x_d, y, y_d, z, z_d, &ret_d),
          ret = f_b(5, x, x_b, y, y_b, z, z_b, ret_b));
    return check_status();
}
