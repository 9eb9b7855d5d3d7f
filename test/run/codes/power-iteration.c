/* The largest eigenvalue of a symmetric matrix by power iteration. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(a), of(return))
ADCC_TANGENT(wrt(a), of(return))
double largest(int n, const double *a)
{
    double v[n], w[n], lambda = 0;

    for (int i = 0; i < n; i++)
        v[i] = 1;
    for (int t = 0; t < 12; t++) {
        double norm = 0;

        for (int i = 0; i < n; i++) {
            w[i] = 0;
            for (int j = 0; j < n; j++)
                w[i] += a[i * n + j] * v[j];
            norm += w[i] * w[i];
        }
        norm = sqrt(norm);
        for (int i = 0; i < n; i++)
            v[i] = w[i] / norm;
        lambda = norm;
    }
    return lambda;
}

double largest_d(int n, const double *a, const double *a_d, double *return_d);
double largest_b(int n, const double *a, double *a_b, double return_b);

int main(void)
{
    IN(double, a, [9], 0.1, 1);
    RETURNS(double);
    CHECK(ret = largest(3, a), ret = largest_d(3, a, a_d, &ret_d), ret = largest_b(3, a, a_b, ret_b));
    return check_status();
}
