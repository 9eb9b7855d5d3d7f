/* A matrix whose dimensions are parameters; extents as expressions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(a), of(b))
ADCC_TANGENT(wrt(a), of(b))
void transpose_scale(int n, int m, double a[n][m], double b[m + 0][n])
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            b[j][i] = a[i][j] * a[n - 1][j];
}

void transpose_scale_d(int n, int m, double a[n][m], double a_d[n][m], double b[m][n], double b_d[m][n]);
void transpose_scale_b(int n, int m, double a[n][m], double a_b[n][m], double b[m][n], double b_b[m][n]);

int main(void)
{
    IN(double, a, [3][4], -1, 1);
    OUT(double, b, [4][3]);
    CHECK(transpose_scale(3, 4, a, b), transpose_scale_d(3, 4, a, a_d, b, b_d),
          transpose_scale_b(3, 4, a, a_b, b, b_b));
    return check_status();
}
