/* Dynamic programming on a table with a soft minimum. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#define SOFT(a, b) (-log(exp(-(a)) + exp(-(b))))

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double warp(int n, int m, const double *x, const double *y)
{
    double cost[n + 1][m + 1];

    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            double d = x[i - 1] - y[j - 1];

            cost[i][j] = d * d + SOFT(SOFT(cost[i - 1][j], cost[i][j - 1]), cost[i - 1][j - 1]);
        }
    return cost[n][m];
}

double warp_d(int n, int m, const double *x, const double *x_d, const double *y, const double *y_d,
              double *return_d);
double warp_b(int n, int m, const double *x, double *x_b, const double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [4], -1, 1);
    IN(double, y, [3], -1, 1);
    RETURNS(double);
    CHECK(ret = warp(4, 3, x, y), ret = warp_d(4, 3, x, x_d, y, y_d, &ret_d),
          ret = warp_b(4, 3, x, x_b, y, y_b, ret_b));
    return check_status();
}
