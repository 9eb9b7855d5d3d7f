/* After a call of itself a function stores what the next one waits for before it adds to adjoints. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include "check.h"

/* A sign is any factor: it does not wait for the call. */
static double minor(int n, int row, int *next, const double *a)
{
    // CHECK-LABEL: static double minor_b
    // CHECK: sum += sign * a[row * n + c] * t1;
    // CHECK-NEXT: next[before] = c;
    // CHECK-NEXT: before = c;
    // CHECK-NEXT: a_b[row * n + c] += sign * return_b * t1;
    // CHECK-NEXT: sign = -sign;
    double sum = 0.0, sign = 1.0;
    int before = n;
    if (row == n - 1)
        return a[row * n + next[n]];
    for (int c = next[n]; c != n; c = next[c]) {
        next[before] = next[c];
        sum += sign * a[row * n + c] * minor(n, row + 1, next, a);
        next[before] = c;
        before = c;
        sign = -sign;
    }
    return sum;
}

static double half(int n, const double *x) /* it is no sign in the end */
{
    // CHECK-LABEL: static double half_b
    // CHECK: x_b[n + c] += weight * (t1 * return_b);
    // CHECK-NEXT: weight
    double sum = 0.0, weight = -1.0;
    if (n == 0)
        return x[0];
    for (int c = 0; c < 3; c++) {
        sum += weight * x[n + c] * half(n - 1, x);
        weight = c ? 0.5 : -weight;
    }
    return sum;
}

static double doubled(int n, const double *x) /* nor this one, which begins as one and is scaled */
{
    // CHECK-LABEL: static double doubled_b
    // CHECK: x_b[n + c] += weight * (t1 * return_b);
    // CHECK-NEXT: weight *= -2.0;
    double sum = 0.0, weight = 1.0;
    if (n == 0)
        return x[0];
    for (int c = 0; c < 3; c++) {
        sum += weight * x[n + c] * doubled(n - 1, x);
        weight *= -2.0;
    }
    return sum;
}

static void halve(double *weight)
{
    *weight *= 0.5;
}

static double pointed(int n, const double *x) /* something else changes it */
{
    double sum = 0.0, weight = 1.0;
    if (n == 0)
        return x[0];
    for (int c = 0; c < 3; c++) {
        sum += weight * x[n + c] * pointed(n - 1, x);
        halve(&weight);
    }
    return sum;
}

static double moved(int n, int *at, const double *x) /* the element is another afterwards */
{
    double sum = 0.0;
    if (n == 0)
        return x[0];
    for (int c = 0; c < 3; c++) {
        sum += x[at[n]] * moved(n - 1, at, x);
        at[n] = (at[n] + 1) % 9;
    }
    return sum;
}

static double stepped(int n, const double *x) /* so it is here; what was counted goes first */
{
    // CHECK-LABEL: static double stepped_b
    // CHECK: counted = counted + 1;
    // CHECK-NEXT: x_b[k] += {{.*}};
    // CHECK-NEXT: k = k + 1;
    double sum = 0.0;
    int k = 1, counted = 0;
    if (n == 0)
        return x[0];
    while (counted < 3) {
        sum += x[k] * stepped(n - 1, x);
        counted = counted + 1;
        k = k + 1;
    }
    return sum;
}

static double scaled(int n, double *w, const double *x) /* a factor changes */
{
    double sum = 0.0;
    if (n == 0)
        return x[0];
    for (int c = 0; c < 3; c++) {
        sum += w[n] * x[n + c] * scaled(n - 1, w, x);
        w[n] = w[n] + 0.5;
    }
    return sum;
}

#define DECLARE(name, call)                                            \
    ADCC_ADJOINT(wrt(x), of(return))                                   \
    ADCC_TANGENT(wrt(x), of(return))                                   \
    double name(const double *x)                                       \
    {                                                                  \
        int next[5] = {1, 2, 3, 4, 0};                                 \
        double w[5] = {0.5, -0.5, 0.25};                               \
        (void)next;                                                    \
        (void)w;                                                       \
        return call;                                                   \
    }                                                                  \
    double name##_d(const double *x, const double *x_d, double *return_d); \
    double name##_b(const double *x, double *x_b, double return_b);
DECLARE(f1, minor(4, 0, next, x))
DECLARE(f2, half(3, x))
DECLARE(f3, doubled(3, x))
DECLARE(f4, pointed(3, x))
DECLARE(f5, moved(3, next, x))
DECLARE(f6, stepped(3, x))
DECLARE(f7, scaled(3, w, x))

int main(void)
{
    double (*f[])(const double *) = {f1, f2, f3, f4, f5, f6, f7};
    double (*d[])(const double *, const double *, double *) = {f1_d, f2_d, f3_d, f4_d, f5_d, f6_d, f7_d};
    double (*b[])(const double *, double *, double) = {f1_b, f2_b, f3_b, f4_b, f5_b, f6_b, f7_b};
    for (int k = 0; k < 7; k++) {
        IN(double, x, [16], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f[k](x), ret = d[k](x, x_d, &ret_d), ret = b[k](x, x_b, ret_b));
    }
    return check_status();
}
