/* What all directions divide by is divided by once. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=reciprocal %s -o - | FileCheck --check-prefix=OFF %s
#include <adcc.h>

// CHECK-LABEL: void project_bv(
// CHECK:      for (int d = 0; d < 2; d++) {
// CHECK:      double per_c = 1.0 / c;
// CHECK-NOT:  / c;
// CHECK:      * per_c;
// OFF-NOT:    per_
ADCC_ADJOINT(wrt(p[3]), of(at[2]), directions(2))
void project(const double *p, double *at)
{
    double x = p[0] / p[2], y = p[1] / p[2];
    at[0] = x;
    at[1] = y;
}
