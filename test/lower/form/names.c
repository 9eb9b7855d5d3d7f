// RUN: %adcc --emit=lowered %s -o - -w -- -w | FileCheck --match-full-lines %s
// Parameters that change, and variables of one name.
double scale(double x, int n, const double *restrict a, int k)
{
    for (int i = 0; i < k; i++)
        x *= *a++;
    for (int i = 0; i < k; i++) {
        double x = a[i];
        n += x > 0;
    }
    return x + n;
}

// CHECK: double scale(double x_in, int n_in, const double *restrict a_in, int k)
// CHECK-NEXT: {
// CHECK-NEXT:     double x = x_in;
// CHECK-NEXT:     int n = n_in;
// CHECK-NEXT:     const double *a = a_in;
// CHECK-NEXT:     for (int i = 0; i < k; i += 1) {
// CHECK-NEXT:         x *= *a;
// CHECK-NEXT:         a += 1;
// CHECK-NEXT:     }
// CHECK-NEXT:     for (int i1 = 0; i1 < k; i1 += 1) {
// CHECK-NEXT:         double x1 = a[i1];
// CHECK-NEXT:         n += x1 > 0;
// CHECK-NEXT:     }
// CHECK-NEXT:     return x + n;
// CHECK-NEXT: }
