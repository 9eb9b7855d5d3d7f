// An array of which an iteration looks at one element is no array of the iteration: that would cost as much as all of it.
// RUN: %run-all %s
// RUN: %adcc -w %s -o - | FileCheck %s
#include "check.h"

enum { M = 3, N = 20 };

// CHECK-LABEL: double f_b(
// CHECK: double c[n];
// CHECK-NEXT: double t[n];
// CHECK-NEXT: for (int i = 0; i < n; i++) {
// CHECK-NEXT: c[i] = x[i] - j;
static double total(int n, const double *t)
{
    double s = 0.0;
    for (int i = 0; i < n; i++)
        s += t[i] * t[i];
    return s;
}

ADCC_ADJOINT(wrt(x, q), of(return))
ADCC_TANGENT(wrt(x, q), of(return))
double f(int m, int n, const double *x, const double *q)
{
    double s = 0.0;
    for (int j = 0; j < m; j++) {
        double c[n], t[n];
        for (int i = 0; i < n; i++) {
            c[i] = x[i] - j;
            t[i] = q[i] * c[i];
        }
        s += total(n, t);
    }
    return s;
}

double f_d(int m, int n, const double *x, const double *x_d, const double *q, const double *q_d, double *return_d);
double f_b(int m, int n, const double *x, double *x_b, const double *q, double *q_b, double return_b);

int main(void)
{
    for (int n = 1; n <= N; n += 19) {
        IN(double, x, [N], -1, 1);
        IN(double, q, [N], -1, 1);
        RETURNS(double);
        CHECK(ret = f(M, n, x, q), ret = f_d(M, n, x, x_d, q, q_d, &ret_d),
              ret = f_b(M, n, x, x_b, q, q_b, ret_b));
    }
    return check_status();
}
