/* A five-point stencil with two buffers that swap; the result is in one or the other. */
// RUN: %run-all %s
#include "check.h"

#define AT(p, i, j) p[(i) * m + (j)]

ADCC_ADJOINT(wrt(a, b), of(return, a, b))
ADCC_TANGENT(wrt(a, b), of(return, a, b))
double heat(int n, int m, int steps, double *a, double *b)
{
    double sum = 0;

    for (int t = 0; t < steps; t++) {
        for (int i = 1; i < n - 1; i++)
            for (int j = 1; j < m - 1; j++)
                AT(b, i, j) = 0.2 * (AT(a, i, j) + AT(a, i - 1, j) + AT(a, i + 1, j) + AT(a, i, j - 1) +
                                     AT(a, i, j + 1)) * (2 - AT(a, i, j));
        double *t2 = a;
        a = b;
        b = t2;
    }
    for (int i = 0; i < n * m; i++)
        sum += a[i] * a[i];
    return sum;
}

double heat_d(int n, int m, int steps, double *a, double *a_d, double *b, double *b_d, double *return_d);
double heat_b(int n, int m, int steps, double *a, double *a_b, double *b, double *b_b, double return_b);

int main(void)
{
    for (int steps = 0; steps < 4; steps++) {
        INOUT(double, a, [20], 0, 1);
        INOUT(double, b, [20], 0, 1);
        RETURNS(double);
        CHECK(ret = heat(4, 5, steps, a, b), ret = heat_d(4, 5, steps, a, a_d, b, b_d, &ret_d),
              ret = heat_b(4, 5, steps, a, a_b, b, b_b, ret_b));
    }
    return check_status();
}
