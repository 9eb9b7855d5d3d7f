/* Two elements of one array are told apart where a branch says that their indices differ. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>

// CHECK-LABEL: void turn_b(
// CHECK:      double keep_b = x_b[j];
// CHECK-NOT:  0.0
// CHECK:      double t = x_b[i];
// CHECK-NOT:  0.0
// CHECK:      x_b[j] = t;
// CHECK:      x_b[i] = keep_b;
ADCC_ADJOINT(wrt(x), of(x))
void turn(int n, const int *at, double *x)
{
    for (int i = 0; i < n; i++) {
        int j = at[i];
        if (i < j) {
            double keep = x[i];
            x[i] = x[j];
            x[j] = keep;
        }
    }
}

/* Perhaps they are the same. */
// CHECK-LABEL: void perhaps_b(
// CHECK:      x_b[j] = 0.0;
// CHECK:      x_b[j] += t;
ADCC_ADJOINT(wrt(x), of(x))
void perhaps(int n, const int *at, double *x)
{
    for (int i = 0; i < n; i++) {
        int j = at[i];
        if (i <= j) {
            double keep = x[i];
            x[i] = x[j];
            x[j] = keep;
        }
    }
}
