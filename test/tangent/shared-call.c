/* A function whose value its own partial uses is called once; others are left where they are. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

ADCC_TANGENT()
double f(double x, double y)
{
    // CHECK:      double t1 = exp(x * y);
    // CHECK-NEXT: *return_d = t1 * (x_d * y + x * y_d) + cos(x) * x_d;
    // CHECK-NEXT: return t1 + sin(x);
    return exp(x * y) + sin(x);
}

ADCC_TANGENT()
float g(float x)
{
    // CHECK-LABEL: float g_d(float x, float x_d, float *return_d)
    // CHECK:      float t1 = sqrtf(x);
    // CHECK-NEXT: *return_d = t1 != 0.0f ? 0.5f / t1 * x_d : 0.0f;
    // CHECK-NEXT: return t1;
    return sqrtf(x);
}
