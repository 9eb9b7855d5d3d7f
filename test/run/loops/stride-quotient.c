/* Indices that step by a quotient whose dividend limits a loop: from constants below and above zero, by while, for and
 * nested, with breaks; limits that change; no iteration at all, and a dividend below zero. */
// RUN: %run-all %s
// RUN: %adcc %s -o - | FileCheck %s
#include <math.h>
#include "check.h"

/* CHECK-LABEL: static void halves_rev(
 * CHECK: ADCC_ASSUME(n > 0);
 * CHECK-NOT: ADCC_ASSUME
 */
static void halves(int n, const double *c, double *x)
{
    for (int half = 1; half < n; half *= 2)
        for (int start = 0; start < n; start += 2 * half)
            for (int k = 0; k < half; k++) {
                double t = c[k * (n / (2 * half))] * x[start + k + half];
                x[start + k + half] = x[start + k] - t;
                x[start + k] += t;
            }
}

/* From below zero: nothing is known of the limit, which may be -4. */
static void below(int n, const double *c, double *x)
{
    int at = -8;
    while (at < n) {
        for (int k = 0; k < 3; k++)
            x[k] *= 1.0 + c[6 + k * (n / 4)];
        at += at < 0 ? 3 : 1;
        if (x[0] > 1.0e3)
            break;
    }
}

/* The limit changes in the loop, and is negative in its last iteration. */
static void falls(int n, const double *c, double *x)
{
    int at = 0;
    while (at < n) {
        n -= at < 2 ? 1 : 9;
        at += at + 1;
        for (int k = 0; k < 2; k++)
            x[k] *= 1.0 + c[6 + k * (n / 2)];
        if (at > 6)
            break;
    }
}

/* The second time the loop begins with what it left. */
static void again(int n, const double *c, double *x)
{
    int at = 0;
    for (int twice = 0; twice < 2; twice++) {
        for (; at < n; at += 1 + at)
            for (int k = 0; k < 2; k++)
                x[k] = sin(x[k] * c[k * (n / 2)]);
        at = -7 * twice;
    }
}

/* A variable that is set before the loop too. */
static void moved(int n, const double *c, double *x)
{
    int at = 1;
    if (x[1] > -100.0)
        at = n - 2;
    while (at < n) {
        for (int k = 0; k < 2; k++)
            x[k] = sin(x[k] * c[6 + k * (n / 2)]);
        at = at < 1 ? at + 1 : at * 2;
    }
}

ADCC_ADJOINT(wrt(c, x), of(return))
ADCC_TANGENT(wrt(c, x), of(return))
double f(int n, const double *c, const double *x)
{
    double y[8], sum = 0.0;
    for (int i = 0; i < 8; i++)
        y[i] = x[i];
    halves(n, c, y);
    below(n, c, y);
    falls(n, c, y);
    again(n, c, y);
    moved(n, c, y);
    for (int i = 0; i < 8; i++)
        sum += y[i] * y[i] * (1.0 + 0.1 * i);
    return sum;
}

double f_d(int n, const double *c, const double *c_d, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *c, double *c_b, const double *x, double *x_b, double return_b);

static void run(int n)
{
    IN(double, c, [12], 0.2, 0.9);
    IN(double, x, [8], 0.3, 0.8);
    RETURNS(double);
    CHECK(ret = f(n, c, x), ret = f_d(n, c, c_d, x, x_d, &ret_d), ret = f_b(n, c, c_b, x, x_b, ret_b));
}

int main(void)
{
    run(8);
    run(4);
    run(1);
    run(0);
    run(-4);
    return check_status();
}
