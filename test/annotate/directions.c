// directions(N) makes an array of N of every real of a companion, with the direction as its last index.
// RUN: %adcc -DWIDE='(4 * 2)' %s --header %t.h -o %t.c
// RUN: FileCheck %s < %t.h
// RUN: %clang -c %t.c -o /dev/null
// RUN: %adcc --adjoint='f wrt(x) directions(3)' --tangent 'f of(return) directions(2) wrt(y)' -DWIDE=1 -DOTHERS %s -o - | FileCheck %s --check-prefix=COMMAND
// RUN: not %adcc -DWRONG -DWIDE=0 %s -o - 2>&1 | FileCheck %s --check-prefix=ERROR
#include <adcc.h>
#define FEW 2
enum { TWO = 2 };

#ifndef OTHERS
ADCC_ADJOINT(directions(FEW + TWO), wrt(x, y, m))
ADCC_TANGENT(wrt(x, y, m), directions(WIDE))
#endif
double f(int n, double x, const double *y, float m[n][3])
{
    return x * y[0] * m[1][2];
}
// CHECK-DAG: double f_bv(int n, double x, double (*x_b)[4], const double *y, double (*y_b)[4],
// CHECK-DAG: float m[n][3], float m_b[n][3][4], const double return_b[4]);
// CHECK-DAG: double f_dv(int n, double x, const double x_d[8], const double *y, const double (*y_d)[8],
// CHECK-DAG: float m[n][3], float m_d[n][3][8], double (*return_d)[8]);
// COMMAND-DAG: double f_bv(int n, double x, double (*x_b)[3], const double *y, float m[n][3],
// COMMAND-DAG: double f_dv(int n, double x, const double *y, const double (*y_d)[2],

#ifdef WRONG
// ERROR: directions.c:[[@LINE+1]]:33: error: '0' is not a number of directions; write a constant from 1 to 4096
ADCC_ADJOINT(wrt(x), directions(WIDE))
double g(double x) { return x * x; }
// ERROR: directions.c:[[@LINE+1]]:33: error: 'n' is not a number of directions; write a constant from 1 to 4096
ADCC_ADJOINT(wrt(x), directions(n))
double h(int n, double x) { return n * x; }
// ERROR: directions.c:[[@LINE+1]]:37: error: directions() is given twice; leave one out
ADCC_ADJOINT(wrt(x), directions(2), directions(2))
double i(double x) { return x * x; }
// ERROR: directions.c:[[@LINE+2]]:1: error: the tangent of 'j' is asked for in two ways; leave one out
ADCC_TANGENT(wrt(x), directions(2))
ADCC_TANGENT(wrt(x), directions(3))
double j(double x) { return x * x; }
// ERROR: directions.c:[[@LINE+1]]:14: error: expected wrt(...), of(...) or directions(...) before 'for'
ADCC_ADJOINT(for(x))
double k(double x) { return x * x; }
#endif
