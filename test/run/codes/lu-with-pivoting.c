/* Elimination with row exchanges through an index vector, and the determinant. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(a), of(return))
ADCC_TANGENT(wrt(a), of(return))
double det(int n, const double *a)
{
    double m[n][n], d = 1;
    int row[n];

    for (int i = 0; i < n; i++) {
        row[i] = i;
        for (int j = 0; j < n; j++)
            m[i][j] = a[i * n + j];
    }
    for (int k = 0; k < n; k++) {
        int best = k;

        for (int i = k + 1; i < n; i++)
            if (fabs(m[row[i]][k]) > fabs(m[row[best]][k]))
                best = i;
        if (best != k) {
            int t = row[k];

            row[k] = row[best];
            row[best] = t;
            d = -d;
        }
        d *= m[row[k]][k];
        for (int i = k + 1; i < n; i++) {
            double f = m[row[i]][k] / m[row[k]][k];

            for (int j = k; j < n; j++)
                m[row[i]][j] -= f * m[row[k]][j];
        }
    }
    return d;
}

double det_d(int n, const double *a, const double *a_d, double *return_d);
double det_b(int n, const double *a, double *a_b, double return_b);

int main(void)
{
    IN(double, a, [16], -1, 1);
    RETURNS(double);
    CHECK(ret = det(4, a), ret = det_d(4, a, a_d, &ret_d), ret = det_b(4, a, a_b, ret_b));
    return check_status();
}
