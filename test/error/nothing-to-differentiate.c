/* No annotation and no option. */
// RUN: %fails 1 %adcc %s | FileCheck %s
// CHECK: error: nothing to differentiate in {{.*}}nothing-to-differentiate.c
// CHECK: note: write ADCC_ADJOINT()
double f(double x) { return x; }
