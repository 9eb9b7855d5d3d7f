// Functions that cannot be differentiated, and functions that are asked for in two ways.
// RUN: not %adcc %s -o %t.c 2>&1 | FileCheck %s
#include <adcc.h>

ADCC_TANGENT(wrt(x))
double bodiless(double x);

// CHECK-DAG: functions.c:[[@LINE+1]]:1: error: cannot differentiate the variadic function 'f1'
ADCC_TANGENT(wrt(x))
double f1(double x, ...) { return x; }

// CHECK-DAG: functions.c:[[@LINE+5]]:1: error: the tangent of 'f2' is asked for in two ways
// CHECK-DAG: functions.c:[[@LINE+2]]:1: note: the other is here
double f2(double x, double y);
ADCC_TANGENT(wrt(x))
double f2(double x, double y);
ADCC_TANGENT(wrt(y))
double f2(double x, double y) { return x * y; }

// CHECK-DAG: functions.c:[[@LINE+1]]:21: error: there is no function 'g'
ADCC_USE_ADJOINT(f, g)
double f(double x) { return x; }
double f_b(double x) { return x; }
double f_d(double x, double x_d, double *return_d);
double f_d2(double x, double x_d, double *return_d);
// CHECK-DAG: functions.c:[[@LINE+1]]:46: error: 'f' has two tangents, 'f_d' and 'f_d2'
ADCC_USE_TANGENT(f, f_d) ADCC_USE_TANGENT(f, f_d2)

// CHECK-DAG: functions.c:5:1: error: cannot differentiate 'bodiless', which has no body here
// CHECK-DAG: note: give the file that defines it as well, or name its derivative with ADCC_USE_TANGENT
