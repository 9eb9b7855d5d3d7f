/* Roots of what is above zero need no guard. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double smooth_b(
// CHECK-NOT: != 0.0
// CHECK: return result;
ADCC_ADJOINT(wrt(x, y), of(return))
double smooth(double x, double y)
{
    return sqrt(x * x + y * y + 1.0e-3 * 1.0e-3);
}

// CHECK-LABEL: double norm_b(
// CHECK: double result = sqrt(x * x + y * y);
// CHECK: result != 0.0 ?
ADCC_ADJOINT(wrt(x, y), of(return))
double norm(double x, double y)
{
    return sqrt(x * x + y * y);
}

/* The constant is zero as a float; the sum may be anything. */
// CHECK-LABEL: float tiny_b(
// CHECK: result != 0.0f ?
ADCC_ADJOINT(wrt(x), of(return))
float tiny(float x)
{
    return sqrtf(x * x + 1.0e-30f * 1.0e-30f);
}

// CHECK-LABEL: double other_b(
// CHECK: result != 0.0 ?
ADCC_ADJOINT(wrt(x, y), of(return))
double other(double x, double y)
{
    return sqrt(x * y + 1.0);
}

/* Products of floats underflow where those of doubles do not. */
// CHECK-LABEL: float small_b(
// CHECK: result != 0.0f ?
ADCC_ADJOINT(wrt(x), of(return))
float small(float x)
{
    return sqrtf(1e-30f * 1e-30f * 1e30f * 1e30f + x * x);
}
