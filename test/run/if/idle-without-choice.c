/* The reverse of what had no influence, by a choice, is left out: no adjoint and no NaN comes of it, others still do. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double x[n], int twice)
{
    double sum = 0.0, other = 0.0;
    for (int i = 0; i < n; i++) {
        double path = x[i], total = 0.0, weight = 1.0;
        for (int j = 0; j < n; j++) {
            path *= exp(0.1 * x[j]);
            total += path;
            weight *= x[j];
        }
        sum += fmax(total - 3.0, 0.0) * weight; /* the weight counts by itself too */
        other += total > 3.0 ? sqrt(total - 3.0) : 0.0;
        if (twice)
            other += weight * path;
    }
    for (int i = 0; i < n; i++) {
        double v = x[i];
        for (int j = 0; j < n; j++)
            v = v * v + x[j];
        sum += exp(v) > 5.0 ? 2.0 * v : 0.0;
    }
    return sum + other;
}

double f_d(int n, const double x[n], const double x_d[n], int twice, double *return_d);
double f_b(int n, const double x[n], double x_b[n], int twice, double return_b);

int main(void)
{
    for (int k = 0; k < 4; k++) {
        IN(double, x, [4], 0.2 + 0.1 * k, 0.9);
        RETURNS(double);
        CHECK(ret = f(4, x, k % 2), ret = f_d(4, x, x_d, k % 2, &ret_d), ret = f_b(4, x, x_b, k % 2, ret_b));
    }
    double x[3] = {1e200, 1e200, -1e300}, x_b[3] = {0.0};
    f_b(1, x + 2, x_b, 0, 1.0); /* exp(v) overflows where it does not count */
    check(!isnan(x_b[0]));
    return check_status();
}
