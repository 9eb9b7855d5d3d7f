/* Sums over independent iterations: in variables, in memory, at places that iterations share. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, w, bin), of(return, w, bin))
ADCC_TANGENT(wrt(x, w, bin), of(return, w, bin))
double f(int n, const int *perm, const int *at, const double *x, double *w, double bin[3], int *count)
{
    double s = bin[0] * w[0];
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        int j = perm[i];
        w[j] = exp(x[i] * x[(i + 1) % n]);
        w[j] += x[j];
        s += w[j] * w[j] * sin(w[j]);
        bin[at[i]] += w[j] * x[i];
        *count += 1;
    }
    for (int i = 0; i < n; i++)
        w[i] *= s;
    return s * s + bin[1] * w[n - 1];
}

/* What an iteration writes before it reads it is still there, or runs again. */
ADCC_ADJOINT(wrt(x), of(return, w))
ADCC_TANGENT(wrt(x), of(return, w))
double g(int n, const int *restrict perm, const double *restrict x, double *restrict w)
{
    double s = 0.0;
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        int j = perm[i];
        w[j] = exp(x[i]);
        for (int k = 0; k < 4; k++)
            s += w[j] * w[j] * sin(k * w[j]);
    }
    return s * s;
}
// CHECK: double g_b(
// CHECK-NOT: adcc_
// CHECK: w[j] = exp(x[i]);
// CHECK: for (int i = 0; i < n; i++)
// CHECK-NOT: w[j] = exp(x[i]);
// CHECK: w_b[j] = 0.0;

double f_d(int n, const int *perm, const int *at, const double *x, const double *x_d, double *w, double *w_d,
           double bin[3], double bin_d[3], int *count, double *return_d);
double f_b(int n, const int *perm, const int *at, const double *x, double *x_b, double *w, double *w_b,
           double bin[3], double bin_b[3], int *count, double return_b);

double g_d(int n, const int *restrict perm, const double *restrict x, const double *restrict x_d, double *restrict w,
           double *restrict w_d, double *restrict return_d);
double g_b(int n, const int *restrict perm, const double *restrict x, double *restrict x_b, double *restrict w,
           double *restrict w_b, double return_b);

int main(void)
{
    const int perm[6] = {3, 0, 5, 4, 1, 2}, at[6] = {0, 1, 0, 0, 1, 2};
    int count = 0;
    IN(double, x, [6], -0.5, 0.5);
    INOUT(double, w, [6], -1, 1);
    INOUT(double, bin, [3], -1, 1);
    BYTES(count);
    RETURNS(double);
    CHECK(ret = f(6, perm, at, x, w, bin, &count),
          ret = f_d(6, perm, at, x, x_d, w, w_d, bin, bin_d, &count, &ret_d),
          ret = f_b(6, perm, at, x, x_b, w, w_b, bin, bin_b, &count, ret_b));
    {
        IN(double, z, [6], -0.5, 0.5);
        OUT(double, v, [6]);
        RETURNS(double);
        CHECK(ret = g(6, perm, z, v), ret = g_d(6, perm, z, z_d, v, v_d, &ret_d), ret = g_b(6, perm, z, z_b, v, v_b, ret_b));
    }
    return check_status();
}
