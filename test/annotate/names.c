// Names that do not exist or cannot carry a derivative are errors at the name.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
#include <adcc.h>

typedef struct { int n; double v[3]; } rec;
double g;
double helper(double x);
ADCC_INACTIVE double passive;

// CHECK: names.c:[[@LINE+1]]:21: error: function 'f1' has no parameter 'y', and there is no variable of that name
ADCC_TANGENT(wrt(x, y), of(return))
double f1(double x) { return x; }
// CHECK: names.c:[[@LINE+1]]:18: error: 'n' has type 'int', which cannot carry a derivative
ADCC_ADJOINT(wrt(n))
double f2(int n, double x) { return x * n; }
// CHECK: names.c:[[@LINE+2]]:24: error: 'x' is listed twice
ADCC_ADJOINT(wrt(x, /* comments and lines do no harm */
                 r, g, x), of(return))
double f3(double x, rec r) { return x + r.v[0]; }
// CHECK: names.c:[[@LINE+1]]:18: error: 'p' has type 'void *', which cannot carry a derivative
ADCC_TANGENT(wrt(p))
double f4(void *p) { return *(double *)p; }
// CHECK: names.c:[[@LINE+1]]:17: error: 'x' is passed by value, so the caller does not see what 'f5' makes of it
ADCC_TANGENT(of(x))
double f5(double x) { return x; }
// CHECK: names.c:[[@LINE+1]]:18: error: the returned value cannot be in wrt()
ADCC_TANGENT(wrt(return))
double f6(double x) { return x; }
// CHECK: names.c:[[@LINE+1]]:27: error: 'passive' is declared ADCC_INACTIVE
ADCC_TANGENT(wrt(x) of(g, passive))
double f7(double x) { return x; }
// CHECK: names.c:[[@LINE+1]]:1: error: no parameter of 'f8' carries reals; name variables in wrt()
ADCC_TANGENT(of(return))
double f8(int x) { return x; }
// CHECK: names.c:[[@LINE+1]]:1: error: 'f9' neither returns reals nor takes a pointer to reals it may change
ADCC_TANGENT()
void f9(double x, const double *y) { g = x + *y; }
// CHECK: names.c:[[@LINE+1]]:17: error: 'f10' returns 'int', which cannot carry a derivative
ADCC_TANGENT(of(return))
int f10(double x) { return (int)x; }
// CHECK: names.c:[[@LINE+1]]:18: error: 'helper' is neither a parameter of 'f11' nor a variable; name one
ADCC_TANGENT(wrt(helper))
double f11(double x) { return x; }
