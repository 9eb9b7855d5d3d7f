// Extents are integer expressions over parameters, enumeration constants and numbers.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
#include <adcc.h>
#define M 3
enum { K = 7 };

ADCC_TANGENT(wrt(x[K * (n + 1) - -*m % 2], y), of(return))
double good(int n, int *m, double *x, double y[static 8]) { return *x + *y + n + *m; }

// CHECK-NOT: good
// CHECK: extents.c:[[@LINE+2]]:20: error: 'M' is a macro, and macros are not expanded in annotations
// CHECK: note: use a parameter, an enumeration constant or a number
ADCC_TANGENT(wrt(x[M]))
double f1(double *x) { return *x; }
// CHECK: extents.c:[[@LINE+1]]:20: error: 'x' is not an array
ADCC_TANGENT(wrt(x[2]))
double f2(double x) { return x; }
// CHECK: extents.c:[[@LINE+1]]:22: error: an extent is one number of elements, such as a[n * m]
ADCC_TANGENT(wrt(x[n][m]))
double f3(int n, int m, double *x) { return *x * n * m; }
// CHECK: extents.c:[[@LINE+1]]:20: error: 'y' is not an integer; write the extent with integers
ADCC_TANGENT(wrt(x[y]))
double f4(double y, double *x) { return *x * y; }
// CHECK: extents.c:[[@LINE+1]]:21: error: expected ']' before '.'
ADCC_TANGENT(wrt(x[2.5]))
double f5(double *x) { return *x; }
// CHECK: extents.c:[[@LINE+1]]:20: error: function 'f6' has no parameter 'k'
ADCC_TANGENT(wrt(x[k]))
double f6(double *x) { return *x; }
// CHECK: extents.c:[[@LINE+1]]:20: error: 'n' is a pointer, not an integer
ADCC_TANGENT(wrt(x[n]))
double f7(int *n, double *x) { return *x * *n; }
// CHECK: extents.c:[[@LINE+1]]:20: error: 'n' is not a pointer; leave out the *
ADCC_TANGENT(wrt(x[*n]))
double f8(int n, double *x) { return *x * n; }
