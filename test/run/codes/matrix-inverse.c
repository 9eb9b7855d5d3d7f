/* Gauss-Jordan inversion with an augmented matrix. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void invert(int n, const double *a, double *out)
{
    double m[n][2 * n];

    for (int i = 0; i < n; i++)
        for (int j = 0; j < 2 * n; j++)
            m[i][j] = j < n ? a[i * n + j] : i == j - n;
    for (int k = 0; k < n; k++) {
        double pivot = m[k][k];

        for (int j = 0; j < 2 * n; j++)
            m[k][j] /= pivot;
        for (int i = 0; i < n; i++) {
            double f = m[i][k];

            if (i == k)
                continue;
            for (int j = 0; j < 2 * n; j++)
                m[i][j] -= f * m[k][j];
        }
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            *out++ = m[i][n + j];
}

void invert_d(int n, const double *a, const double *a_d, double *out, double *out_d);
void invert_b(int n, const double *a, double *a_b, double *out, double *out_b);

int main(void)
{
    IN(double, a, [9], -1, 1);
    OUT(double, inv, [9]);
    for (int i = 0; i < 9; i += 4)
        a[i] += 3;
    CHECK(invert(3, a, inv), invert_d(3, a, a_d, inv, inv_d), invert_b(3, a, a_b, inv, inv_b));
    return check_status();
}
