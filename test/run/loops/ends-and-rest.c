/* Arrays that each step writes in parts, the ends one by one: all of them, or all but something. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0] * x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

static void between(int n, const double *x, const double *y, double *k)
{
    k[n - 1] = sin(x[0]);
    for (int i = n - 2; i > 0; i--)
        k[i] = y[i] * y[i + 1];
    k[0] = y[0] * y[0];
}

/* k[1] keeps what the step before wrote. */
static void with_gap(int n, const double *y, double *k)
{
    k[0] = y[0];
    for (int i = 2; i < n; i++)
        k[i] = y[i] * y[i];
}

static double sum_of(int n, const double *k)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += k[i] * k[i];
    return sum;
}

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, int m, int steps, const double *x, double *y)
{
    double k1[n], k2[n], k3[n], plate[n][m], total = 0.0;
    for (int i = 0; i < n; i++)
        k3[i] = x[i];
    for (int s = 0; s < steps; s++) {
        slope(n, x, y, k1);
        between(n, x, k1, k2);
        k3[1] += 0.5 * k3[0];
        with_gap(n, k2, k3);
        for (int j = 0; j < m; j++) {
            plate[0][j] = k1[0] * x[j];
            plate[n - 1][j] = k2[j];
            for (int i = 1; i < n - 1; i++)
                plate[i][j] = k3[i] * y[j];
        }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
                y[i] += 0.01 * plate[i][j] * k1[i];
        total += sum_of(n, k1) + sum_of(n, k2) * sum_of(n, k3);
    }
    return total;
}

/* The adjoints of a, b, c and d begin in different ways. */
ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void g(int n, int all, const double *x, double *y)
{
    double a[n], b[n], c[n], d[6];
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * x[n - 1 - i];
        b[i] = a[i] * x[i];
        c[i] = a[i] * b[i];
    }
    for (int k = 0; k < 6; k++)
        d[k] = x[k % n] * x[0];
    for (int i = 0; i < n; i++)
        y[i] = c[n - 1 - i] * b[i] + a[i] * d[i % 6];
    for (int k = 0; k < 6; k++)
        y[k % n] += d[k] * d[k];
    for (int i = 0; i < n; i++)
        y[i] += sin(a[i]) - b[i] * c[i];
    if (all)
        for (int i = 0; i < n - 1; i++)
            y[i] += c[i] * a[i + 1];
}

double f_d(int n, int m, int steps, const double *x, const double *x_d, double *y, double *y_d,
           double *return_d);
double f_b(int n, int m, int steps, const double *x, double *x_b, double *y, double *y_b,
           double return_b);
void g_d(int n, int all, const double *x, const double *x_d, double *y, double *y_d);
void g_b(int n, int all, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    for (int n = 3; n <= 7; n += 2) {
        IN(double, x, [7], 0.3, 0.8);
        INOUT(double, y, [7], 0.2, 0.6);
        RETURNS(double);
        CHECK(ret = f(n, 2, 3, x, y), ret = f_d(n, 2, 3, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, 2, 3, x, x_b, y, y_b, ret_b));
    }
    for (int n = 3; n <= 7; n += 2) {
        IN(double, x, [7], 0.3, 0.8);
        INOUT(double, y, [7], 0.2, 0.6);
        CHECK(g(n, n > 4, x, y), g_d(n, n > 4, x, x_d, y, y_d), g_b(n, n > 4, x, x_b, y, y_b));
    }
    return check_status();
}
