/* What the user wants saved is saved, what is to be computed again is, whatever it costs. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

#include <math.h>

static double leaf(double x, double k)
{
    ADCC_SAVE double square = x * x * k;
    return square * sin(square);
}

ADCC_ADJOINT(wrt(x, k), of(return))
ADCC_TANGENT(wrt(x, k), of(return))
double f(int n, const double *x, double k)
{
    double sum = 1.0;
    ADCC_SAVE double top = k * k;
    for (int i = 0; i < n; i++) {
        ADCC_SAVE double near = x[i] - k;
        ADCC_RECOMPUTE double w = exp(near) / (1.0 + near * near);
        ADCC_SAVE const double unused = 3.0 * near;
        sum *= w * near + top + unused;
        for (int j = 0; j < 2; j++) {
            ADCC_SAVE int at = (i + j) % n;
            ADCC_RECOMPUTE double v = sin(w * x[at]);
            ADCC_SAVE double both = v * w;
            if (both > 0.1) {
                ADCC_RECOMPUTE double inner = sqrt(both);
                sum += inner * inner * inner;
            }
            sum += v * both;
        }
        sum += 0.1 * leaf(sum * 0.01, k);
    }
    return sum;
}
// CHECK: double f_b(
// CHECK: adcc_push_double(near);
// CHECK: double near = adcc_pop_double();
// CHECK: exp(near)

/* Iterations that would run again. */
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double g(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        ADCC_SAVE double r = x[i] * x[i];
        double p = 1.0;
        for (int k = 0; k < 3; k++)
            p *= r + k;
        ADCC_RECOMPUTE double z = sin(p);
        sum += z * z;
    }
    return sum * sum;
}
// CHECK: double g_b(
// CHECK: r_s[i] = r;

double f_d(int n, const double *x, const double *x_d, double k, double k_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double k, double *k_b, double return_b);
double g_d(int n, const double *x, const double *x_d, double *return_d);
double g_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    {
        IN(double, x, [4], 0.3, 0.9);
        IN(double, k, , 0.1, 0.2);
        RETURNS(double);
        CHECK(ret = f(4, x, k), ret = f_d(4, x, x_d, k, k_d, &ret_d), ret = f_b(4, x, x_b, k, &k_b, ret_b));
    }
    IN(double, x, [4], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = g(4, x), ret = g_d(4, x, x_d, &ret_d), ret = g_b(4, x, x_b, ret_b));
    return check_status();
}
