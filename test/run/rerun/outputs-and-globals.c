/* independent loops with aliasing outputs, globals, nested independent loops, calls writing arrays
 */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <math.h>
double g[4];
static const double tab[4] = {0.5, 1.5, 2.5, 3.5};
static double leaf(double a, double b)
{
    double e = exp(-a), f = sqrt(a + b * b);
    return e * f + e / f;
}
static double two(double a, double *out)
{
    *out = a * a;
    return leaf(a, *out) * leaf(*out, a);
}
static double pathsum(int n, const double *w, double s0)
{
    double s = s0, m = s0;
    for (int i = 0; i < n; i++) {
        s *= exp(0.1 * w[i]);
        if (s > m)
            m = s;
    }
    return m - s;
}
ADCC_ADJOINT(wrt(x, y, g), of(return, y, g))
ADCC_TANGENT(wrt(x, y, g), of(return, y, g))
double f(int n, int m, const double *x, double *y)
{
    double total = 0;
    for (int i = 0; i < n; i++) {
        double o, w[4];
        for (int j = 0; j < m; j++) {
            double z = tab[j] * x[i];
            w[j] = two(z, &o) + o * g[j];
        }
        total += pathsum(m, w, x[i]) * w[0];
        g[i % 4] += w[1];
    }
    for (int i = 0; i < n; i++) {
        double acc = 0;
        for (int j = 0; j < m; j++) {
            double e = tanh(x[i] * y[j]);
            acc += e * e;
        }
        y[i % m] += acc * 0.1;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) {
            double t = leaf(x[i], y[j]);
            for (int k = 0; k < 2; k++) {
                double u = t * k + y[k];
                total += u * u * t;
            }
        }
    return total;
}
double f_d(int n, int m, const double *x, const double *x_d, double *y, double *y_d,
           double *return_d);
double f_b(int n, int m, const double *x, double *x_b, double *y, double *y_b, double return_b);
extern double g_d[4], g_b[4];
int main(void)
{
    IN(double, x, [5], 0.1, 0.9);
    INOUT(double, y, [4], 0.1, 0.9);
    RANGE(CHECK_INOUT, double, g, 4, 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, 4, x, y), ret = f_d(5, 4, x, x_d, y, y_d, &ret_d),
          ret = f_b(5, 4, x, x_b, y, y_b, ret_b));
    return check_status();
}
