/* Iterations that read and write at indices that are all different are reversed as they run, in place too. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
// RUN: %adcc -w -DDIRECTIVE %s -o - -- -fopenmp | FileCheck %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void f(int n, const int *perm, const double *x, double *y)
{
    ADCC_INDEPENDENT
#ifdef DIRECTIVE
#pragma omp parallel for
#endif
    for (int i = 0; i < n; i++) {
        int j = perm[i];
        double t = sin(x[j]);
        y[j] = t * t;
    }
}
// CHECK: void f_b(
// CHECK-NOT: adcc_
// CHECK: double v = x[j];
// CHECK-NEXT: double t = sin(v);
// CHECK-NEXT: y[j] = t * t;
// CHECK: x_b[j] += cos(v) * t_b;

ADCC_ADJOINT(wrt(u), of(u))
ADCC_TANGENT(wrt(u), of(u))
void g(int n, const int *perm, double *u)
{
    ADCC_INDEPENDENT
    for (int i = n - 1; i >= 0; i--) {
        int j = perm[i];
        if (u[j] > 0.5)
            u[j] *= u[j] * u[j + n];
        u[j] = u[j] > 0.4 ? exp(u[j]) / u[j + n] : u[j] * u[j];
        u[j] /= 1.0 + u[j + n] * u[j];
    }
}

void f_d(int n, const int *perm, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const int *perm, const double *x, double *x_b, double *y, double *y_b);
void g_d(int n, const int *perm, double *u, double *u_d);
void g_b(int n, const int *perm, double *u, double *u_b);

int main(void)
{
    const int perm[5] = {3, 0, 4, 1, 2};
    for (int n = 0; n <= 5; n += 5) {
        IN(double, x, [5], -1, 1);
        INOUT(double, y, [5], -1, 1);
        CHECK(f(n, perm, x, y), f_d(n, perm, x, x_d, y, y_d), f_b(n, perm, x, x_b, y, y_b));
        INOUT(double, z, [5], -1, 1);
        CHECK(f(n, perm, z, z), f_d(n, perm, z, z_d, z, z_d), f_b(n, perm, z, z_b, z, z_b));
        INOUT(double, u, [10], 0.2, 0.9);
        CHECK(g(n, perm, u), g_d(n, perm, u, u_d), g_b(n, perm, u, u_b));
    }
    return check_status();
}
