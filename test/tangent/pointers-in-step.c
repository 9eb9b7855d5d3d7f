/* Companions of pointers move with them. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

ADCC_TANGENT()
double f(int n, const double *x)
{
    // CHECK-LABEL: double f_d(int n, const double *x, const double *x_d, double *return_d)
    double s = 0;

    // CHECK:      const double *p_d = x_d;
    // CHECK-NEXT: const double *p = x;
    const double *p = x;
    // CHECK-NEXT: const double *end = x + n;
    const double *end = x + n;
    while (p < end) {
        // CHECK:      s_d += 2.0 * *p * *p_d;
        // CHECK-NEXT: s += *p * *p;
        s += *p * *p;
        // CHECK-NEXT: p_d++;
        // CHECK-NEXT: p++;
        p++;
    }
    return s;
}
