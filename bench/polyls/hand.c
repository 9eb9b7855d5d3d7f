/* hand.c - the powers of a point are kept for the second loop, which vectorises. */
#include "polyls.h"

double polyls_hand(int n, int m, const double *restrict x, double *restrict x_b)
{
    double sum = 0.0, powers[m];
    for (int i = 0; i < n; i++) {
        double t = -1.0 + i * 2.0 / (n - 1);
        double residual = (t > 0.0) - (t < 0.0), power = 1.0;
        for (int j = 0; j < m; j++) {
            powers[j] = power;
            residual -= x[j] * power;
            power *= t;
        }
        sum += 0.5 * residual * residual;
        for (int j = 0; j < m; j++)
            x_b[j] -= residual * powers[j];
    }
    return sum;
}
