/* Black boxes in functions that are split into two sweeps, recursive, and on globals and rows. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>

double table[2][3];

void smooth(int n, int m, double a[n][m])
{
    for (int i = 0; i < n; i++)
        for (int j = 1; j < m; j++)
            a[i][j] = sin(a[i][j] * a[i][j - 1]);
}

void smooth_b(int n, int m, double a[n][m], double a_b[n][m])
{
    double old[16];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++)
            old[j] = a[i][j];
        for (int j = 1; j < m; j++)
            a[i][j] = sin(a[i][j] * a[i][j - 1]);
        for (int j = m - 1; j > 0; j--) {
            double t = a_b[i][j] * cos(old[j] * a[i][j - 1]);
            a_b[i][j] = t * a[i][j - 1];
            a_b[i][j - 1] += t * old[j];
        }
    }
}

void smooth_d(int n, int m, double a[n][m], double a_d[n][m])
{
    for (int i = 0; i < n; i++)
        for (int j = 1; j < m; j++) {
            a_d[i][j] = cos(a[i][j] * a[i][j - 1]) *
                        (a_d[i][j] * a[i][j - 1] + a[i][j] * a_d[i][j - 1]);
            a[i][j] = sin(a[i][j] * a[i][j - 1]);
        }
}
ADCC_USE_ADJOINT(smooth, smooth_b)
ADCC_USE_TANGENT(smooth, smooth_d)

static double descend(int depth, double a[2][3])
{
    double before = a[1][2];
    if (depth == 0)
        return before;
    smooth(2, 3, a);
    double below = descend(depth - 1, a);
    smooth(1, 3, a + 1);
    a[0][0] *= below;
    return before * below + a[1][1];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[6])
{
    double w[2][3];
    for (int i = 0; i < 6; i++)
        w[i / 3][i % 3] = table[i / 3][i % 3] = x[i] + 1.0;
    double s = descend(3, w);
    smooth(2, 3, table);
    return s * descend(1, table) + w[0][0] + table[1][1];
}

double f_d(const double x[6], const double x_d[6], double *return_d);
double f_b(const double x[6], double x_b[6], double return_b);

int main(void)
{
    IN(double, x, [6], 0, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
