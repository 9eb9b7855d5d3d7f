/* Adjoints of arrays that loops fill: at once, in part, twice, up and down, behind a pointer. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

static double norm(int n, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += y[i] * y[i];
    return sum;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int m, int k, const double *x)
{
    double sum = 0.0;
    for (int j = 0; j < m; j++) {
        double y[n], z[n], part[n], all[n], last[4], *p = z;
        for (int i = 0; i < n; i++) {
            y[i] = x[i] * x[j];
            z[i] = y[i] - x[i];
            part[i] = x[i] + x[j];
            all[i] = sin(x[i]);
        }
        for (int i = n - 1; i >= 1; i--)
            all[i] += all[i - 1] * y[i];
        for (int i = 0; i < 4; i++)
            last[i] = x[i] * y[i];
        for (int i = 0; i < n - 1; i++) /* not the last */
            sum += part[i] * y[i];
        sum += part[k] * norm(n, z) + p[k] * p[k];
        for (int i = 0; i < n; i++) { /* some of them */
            if (x[i] > 0.7)
                continue;
            sum += x[i] * z[i];
        }
        for (int i = 0; i < n; i++) /* the neighbour too */
            sum += all[i] * all[(i + 1) % n];
        for (int i = 0; i < n; i++)
            for (int l = 0; l < k; l++)
                sum += y[i] * x[l];
        for (int i = 0; i < 4; i++)
            sum -= last[i] * last[i];
    }
    return sum;
}

double f_d(int n, int m, int k, const double *x, const double *x_d, double *return_d);
double f_b(int n, int m, int k, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int k = 0; k < 3; k++) { /* without trips of the innermost loop too */
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(6, 3, k, x), ret = f_d(6, 3, k, x, x_d, &ret_d), ret = f_b(6, 3, k, x, x_b, ret_b));
    }
    return check_status();
}
