/* Loops that compilers are told to make vectors of: sums, branches, and as many iterations as there are. */
// RUN: %run-all --flag=-fopenmp-simd --flag=-DADCC_OPENMP_SIMD %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

// CHECK-LABEL: double f_b(
// CHECK: ADCC_SIMD{{$}}
// CHECK: ADCC_SIMD_SUM(c_sum, d_sum, x_sum)
// CHECK: return sum;
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *restrict x, double *restrict y, double c, double d)
{
    double sum = 0.0;
    for (int m = 0; m <= n; m++) {
        for (int i = 0; i < m; i++) {
            double t = d * x[i] * x[m - 1];
            if (x[i] > 1.0)
                t = c * x[i];
            sum += c * t;
        }
        for (int i = m; i < n; i++)
            y[i] = c * y[i] + d * x[i];
    }
    return sum;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double c, double c_d,
           double d, double d_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double c, double *c_b,
           double d, double *d_b, double return_b);

int main(void)
{
    IN(double, x, [37], 0.8, 1.2);
    INOUT(double, y, [37], 0.8, 1);
    IN(double, c, , 0.9, 1.1);
    IN(double, d, , 0.9, 1.1);
    RETURNS(double);
    check_tolerance(1e-9, 1e-5);
    CHECK(ret = f(37, x, y, c, d), ret = f_d(37, x, x_d, y, y_d, c, c_d, d, d_d, &ret_d),
          ret = f_b(37, x, x_b, y, y_b, c, &c_b, d, &d_b, ret_b));
    return check_status();
}
