/* What a function sums is added in the loop before its call, in place or in a function that is called. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=couple %s -o - | FileCheck %s --check-prefix=OFF
#include <adcc.h>

static double dot(int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

// CHECK-LABEL: static double multiply_fwd_dot(
// CHECK:           q[i] = sum;
// CHECK-NEXT:      sum1 += p[i] * q[i];
// CHECK-NEXT:  }
// CHECK-NEXT:  return sum1;
// CHECK-NOT:   void multiply_fwd(
// OFF-NOT:     _dot(
static void multiply(int n, const double *a, const double *p, double *q)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int k = 0; k < 3; k++)
            sum += a[3 * i + k] * p[(i + k) % n];
        q[i] = sum;
    }
}

// CHECK-LABEL: double steps_b(
// CHECK:       double next = 0.0;
// CHECK-NEXT:  for (int i1 = 0; i1 < n; i1++) {
// CHECK:           r[i1] -= alpha * q[i1];
// CHECK-NEXT:      next += r[i1] * r[i1];
// CHECK-NEXT:  }
// CHECK-NEXT:  adcc_push_pointer(r_s);
// CHECK-NOT:   double next = dot(
// OFF-LABEL:   double steps_b(
// OFF:         double next = dot(n, r, r);
ADCC_ADJOINT(wrt(a), of(return))
double steps(int n, int count, const double *a, const double *b)
{
    double r[n], q[n], square = 1.0;
    for (int i = 0; i < n; i++)
        r[i] = b[i];
    for (int s = 0; s < count; s++) {
        multiply(n, a, r, q);
        double alpha = square / dot(n, r, q);
        for (int i = 0; i < n; i++)
            r[i] -= alpha * q[i];
        double next = dot(n, r, r);
        square = square + next;
    }
    return square;
}
