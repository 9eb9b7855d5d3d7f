/* Loops of callees one after the other, over the same array, aliasing all three ways, over slices.
 */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

static void scale(int n, double *y, const double *x, double a)
{
    for (int i = 0; i < n; i++)
        y[i] = a * x[i] + y[i] * x[i];
}
static double dot(int n, const double *x, const double *y)
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += x[i] * y[i];
    return s;
}
static double dshift(int n, const double *x, const double *y)
{
    double s = 0;
    for (int i = 0; i < n - 1; i++)
        s += x[i + 1] * y[i];
    return s;
}
static void cum(int n, double *y)
{
    for (int i = 1; i < n; i++)
        y[i] += 0.5 * y[i - 1];
}
static void mirror(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = sin(x[n - 1 - i]);
}

ADCC_ADJOINT(wrt(x, y, a), of(return, x, y))
ADCC_TANGENT(wrt(x, y, a), of(return, x, y))
double f(int n, int m, double *x, double *y, double a)
{
    double s = 0;
    for (int t = 0; t < m; t++) {
        scale(n, x, y, a);
        s += dot(n, x, x);
        scale(n, y, y, s > 1 ? 1 / s : s);
        s += dshift(n, y, x);
        cum(n, x);
        a *= dot(n / 2, x + n / 2, x);
        mirror(n, y, x);
        mirror(n, x, x);
        s -= dshift(n, x, x) * a;
    }
    return s;
}
double f_d(int n, int m, double *x, double *x_d, double *y, double *y_d, double a, double a_d,
           double *return_d);
double f_b(int n, int m, double *x, double *x_b, double *y, double *y_b, double a, double *a_b,
           double return_b);
int main(void)
{
    for (int n = 0; n < 10; n += 1 + n / 4)
        for (int m = 0; m < 4; m++) {
            INOUT(double, x, [12], -1, 1);
            INOUT(double, y, [12], -1, 1);
            IN(double, a, , 0.3, 0.9);
            RETURNS(double);
            check_tolerance(1e-9, 1e-3);
            check_if_smooth();
            CHECK(ret = f(n, m, x, y, a), ret = f_d(n, m, x, x_d, y, y_d, a, a_d, &ret_d),
                  ret = f_b(n, m, x, x_b, y, y_b, a, &a_b, ret_b));
            INOUT(double, z, [12], -1, 1);
            IN(double, b, , 0.3, 0.9);
            CHECK_VAR(CHECK_RESULT, double, r2, , 0, 0);
            check_tolerance(1e-9, 1e-3);
            check_if_smooth();
            CHECK(r2 = f(n, m, z, z, b), r2 = f_d(n, m, z, z_d, z, z_d, b, b_d, &r2_d),
                  r2 = f_b(n, m, z, z_b, z, z_b, b, &b_b, r2_b));
            INOUT(double, w, [13], -1, 1);
            IN(double, c, , 0.3, 0.9);
            CHECK_VAR(CHECK_RESULT, double, r3, , 0, 0);
            check_tolerance(1e-9, 1e-3);
            check_if_smooth();
            CHECK(r3 = f(n, m, w, w + 1, c), r3 = f_d(n, m, w, w_d, w + 1, w_d + 1, c, c_d, &r3_d),
                  r3 = f_b(n, m, w, w_b, w + 1, w_b + 1, c, &c_b, r3_b));
        }
    return check_status();
}
