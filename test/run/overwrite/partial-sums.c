/* What is overwritten before anybody's reverse reads it is not saved; what one reads in between is. */
// RUN: %run-all %s
#include "check.h"

static void multiply(int n, int m, const double *a, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        for (int c = 0; c < m; c++)
            y[i * m + c] = 0.0;
        for (int j = 0; j < n; j++)
            for (int c = 0; c < m; c++) /* only sums: saved once */
                y[i * m + c] += a[i * n + j] * x[j * m + c];
    }
}

static void mix(int n, const double *a, double *y, int stop)
{
    for (int i = 0; i < n; i++)
        y[i] = y[i] * a[i];
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++) /* reads what it overwrites */
            y[i] = y[i] * y[i] + a[k];
    for (int i = 0; i < n; i++)
        y[i] = a[i];
    for (int k = 0; k < 2; k++) {
        for (int i = 1; i < n; i++)
            y[0] += y[i] * a[k]; /* linear: not even these are read */
        for (int i = 0; i < n; i++)
            y[i] = 0.5 * y[i] + a[i] * y[0] * y[0]; /* but y[0] is */
    }
    for (int i = 0; i < n; i++) { /* not all of them */
        if (i == stop)
            break;
        y[i] = 0.25 * a[i];
    }
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++)
            y[i] += a[k] * a[i];
    for (int i = 0; i < n - 1; i++)
        y[i] = a[i + 1];
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++) /* one more than that */
            y[i] += a[k] * 0.5;
}

static double shifted(int n, const double *a, double *y, double *z)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i] * z[i];
    for (int i = 0; i < n; i++)
        y[i] = 0.0;
    for (int i = 0; i < n; i++)
        sum += z[i] * z[i] * a[i]; /* z may be y */
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < n; i++)
            y[i] += a[i] * a[k];
    double *p = y;
    for (int i = 0; i + 1 < n; i++)
        p[i] = a[i] * 0.5;
    p++; /* the same text, other elements */
    for (int k = 0; k < 2; k++)
        for (int i = 0; i + 1 < n; i++)
            p[i] += a[k];
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i] * z[i];
    return sum;
}

ADCC_ADJOINT(wrt(a, x, y, z), of(return, y, z))
ADCC_TANGENT(wrt(a, x, y, z), of(return, y, z))
double f(int n, const double *a, const double *x, double *y, double *z, int stop)
{
    double sum = 0.0;
    for (int i = 0; i < n * n; i++)
        sum += y[i] * y[i]; /* the old values are needed */
    multiply(n, n, a, x, y);
    for (int i = 0; i < n * n; i++)
        sum += y[i] * y[i] * x[i];
    mix(n, a, y, stop);
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i];
    return sum + shifted(n, a, y, z);
}

double f_d(int n, const double *a, const double *a_d, const double *x, const double *x_d, double *y,
           double *y_d, double *z, double *z_d, int stop, double *return_d);
double f_b(int n, const double *a, double *a_b, const double *x, double *x_b, double *y, double *y_b,
           double *z, double *z_b, int stop, double return_b);

int main(void)
{
    for (int apart = 0; apart < 2; apart++)
        for (int stop = 0; stop < 4; stop += 2) {
            IN(double, a, [9], 0.3, 0.9);
            IN(double, x, [9], 0.3, 0.9);
            INOUT(double, m, [18], 0.3, 0.9);
            RETURNS(double);
            double *y = m, *y_d = m_d, *y_b = m_b;
            double *z = m + 9 * apart, *z_d = m_d + 9 * apart, *z_b = m_b + 9 * apart;
            CHECK(ret = f(3, a, x, y, z, stop), ret = f_d(3, a, a_d, x, x_d, y, y_d, z, z_d, stop, &ret_d),
                  ret = f_b(3, a, a_b, x, x_b, y, y_b, z, z_b, stop, ret_b));
        }
    return check_status();
}
