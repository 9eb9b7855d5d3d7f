// RUN: %adcc --emit=lowered %s -o - -w -- -w | FileCheck --match-full-lines %s
// Calls stand alone, those of pure library functions do not.
#include <math.h>
#include <stdlib.h>
double f(double x);

double calls(double x, int n)
{
    double *a = (double *)malloc(n * sizeof *a), y = f(x), z;
    y = f(f(x) * sin(y)) + exp(x);
    z = y = (float)f(x);
    y += f(z);
    y = x > 0 ? sqrt(x) : 0;
    free(a);
    return f(y);
}

// CHECK: double calls(double x, int n)
// CHECK-NEXT: {
// CHECK-NEXT:     double *a = (double *)malloc(n * sizeof *a);
// CHECK-NEXT:     double y = f(x);
// CHECK-NEXT:     double z;
// CHECK-NEXT:     double t1 = f(x);
// CHECK-NEXT:     double t2 = f(t1 * sin(y));
// CHECK-NEXT:     y = t2 + exp(x);
// CHECK-NEXT:     double t3 = f(x);
// CHECK-NEXT:     y = (float)t3;
// CHECK-NEXT:     z = y;
// CHECK-NEXT:     double t4 = f(z);
// CHECK-NEXT:     y += t4;
// CHECK-NEXT:     y = x > 0 ? sqrt(x) : 0;
// CHECK-NEXT:     free(a);
// CHECK-NEXT:     double t5 = f(y);
// CHECK-NEXT:     return t5;
// CHECK-NEXT: }
