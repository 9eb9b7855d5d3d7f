/* hand.c - one descent: a minor is told with what weight it counts, so that a leaf can be
 * accounted for at once, and nothing is kept. */
#include "det.h"

static double minor(int n, int row, int *next, const double *restrict a, double *restrict a_b,
                    double weight)
{
    double sum = 0.0, sign = 1.0;
    int before = n;
    if (row == n - 1) {
        a_b[row * n + next[n]] += weight;
        return a[row * n + next[n]];
    }
    for (int c = next[n]; c != n; c = next[c]) {
        double here = sign * a[row * n + c];
        next[before] = next[c];
        double below = minor(n, row + 1, next, a, a_b, weight * here);
        next[before] = c;
        before = c;
        sum += here * below;
        a_b[row * n + c] += sign * weight * below;
        sign = -sign;
    }
    return sum;
}

double det_hand(int n, const double *a, double *a_b)
{
    int next[n + 1];
    for (int c = 0; c < n; c++)
        next[c] = c + 1;
    next[n] = 0;
    return minor(n, 0, next, a, a_b, 1.0);
}
