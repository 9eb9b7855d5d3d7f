/* A parameter that is assigned changes together with its companion. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

ADCC_TANGENT()
double f(double x, int n)
{
    // CHECK-LABEL: double f_d(double x, double x_d, int n, double *return_d)
    // CHECK-NEXT: {
    // CHECK-NEXT: while (n > 0) {
    while (n > 0) {
        // CHECK-NEXT: x_d *= 2.0 * x;
        // CHECK-NEXT: x *= x;
        x *= x;
        n--;
    }
    return x;
}
