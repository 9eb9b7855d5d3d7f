// The header serves C and C++, and fits the definitions.
// RUN: %adcc %s -o %t.c --header %t.h && FileCheck %s < %t.h
// RUN: sh -c "cat %t.h %t.c" > %t.both.c && %gcc -c %t.both.c -o %t.o && %clang -c %t.both.c -o %t.o
// RUN: g++ -Wall -Wextra -Werror -fsyntax-only -x c++ %t.h && clang++ -Wall -Wextra -Werror -fsyntax-only -x c++ %t.h
#include <adcc.h>
#include <stdbool.h>

typedef double real;
struct point { real x; };
double scale = 2;
_Thread_local double pace = 2;

ADCC_TANGENT(wrt(x, y, p), of(return))
real f(const double *restrict x, double y[static 3], bool new, struct point *p)
{
    return x[0] * y[1] * new + p->x;
}

ADCC_TANGENT(wrt(z), of(return))
real g(int n, real z[2][n])
{
    return z[1][0] * n;
}

ADCC_TANGENT(wrt(z), of(return))
real k(int n, const real z[n])
{
    return z[1] * n;
}

ADCC_TANGENT(wrt(scale, pace), of(return))
real h(void)
{
    return scale * pace;
}
// CHECK: #ifndef [[GUARD:HEADER_C_TMP_H]]
// CHECK-NEXT: #define [[GUARD]]
// CHECK: #include <stdbool.h>
// CHECK: extern "C" {
// CHECK: struct point;
// CHECK: double f_d(const double *x, const double *x_d, double y[3], {{.*}}double y_d[3], bool new_,
// CHECK-NEXT: struct point *p, struct point *p_d, double *return_d);
// CHECK-NEXT: #ifdef __cplusplus
// CHECK-NEXT: double g_d(int n, double *z, double *z_d, double *return_d);
// CHECK-NEXT: #else
// CHECK-NEXT: double g_d(int n, double z[2][n], double z_d[2][n], double *return_d);
// CHECK-NEXT: #endif
// CHECK: #else
// CHECK-NEXT: double k_d(int n, const double z[n], const double z_d[n], double *return_d);
// CHECK-NEXT: #endif
// CHECK-NEXT: double h_d(double *return_d);
// CHECK-NEXT: extern double scale_d;
// CHECK-NEXT: extern __thread double pace_d;
