/* Loops that add to arrays in rows of their own (scatter.c) hide no name of the source. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, a, g), of(return))
ADCC_TANGENT(wrt(x, a, g), of(return))
double f(int n, int m, const double *x, const double *a, const double *g)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        int from = i * m, to = m;
        double s = 0.0, a_b_row = 0.5 * i;
        for (int j = 0; j < to; j++)
            s += (x[from + j] - a_b_row) * a[j] * g[j] + from * x[from + j];
        sum += s * s;
    }
    return sum;
}

double f_d(int n, int m, const double *x, const double *x_d, const double *a, const double *a_d, const double *g,
           const double *g_d, double *return_d);
double f_b(int n, int m, const double *x, double *x_b, const double *a, double *a_b, const double *g, double *g_b,
           double return_b);

int main(void)
{
    IN(double, x, [12], 0.2, 0.9);
    IN(double, a, [4], 0.2, 0.9);
    IN(double, g, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(3, 4, x, a, g), ret = f_d(3, 4, x, x_d, a, a_d, g, g_d, &ret_d),
          ret = f_b(3, 4, x, x_b, a, a_b, g, g_b, ret_b));
    return check_status();
}
