/* ADCC_NOALIAS says of a parameter what restrict would: nothing is saved for fear that y is x. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void f(int n, ADCC_NOALIAS const double *x, ADCC_NOALIAS double y[n])
{
    for (int i = 1; i < n; i++) {
        y[i] = x[i] * x[i - 1];
        y[i - 1] += x[i] * x[i];
    }
}
// CHECK: void f_b(int n, const double *restrict x, double *x_b, double *restrict y, double *y_b)
// CHECK-NOT: adcc_

void f_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    IN(double, x, [6], -1, 1);
    INOUT(double, y, [6], -1, 1);
    CHECK(f(6, x, y), f_d(6, x, x_d, y, y_d), f_b(6, x, x_b, y, y_b));
    return check_status();
}
