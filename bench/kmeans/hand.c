/* hand.c - one pass over the points: only the nearest centroid gets anything. */
#include "kmeans.h"

#include <math.h>

double kmeans_hand(int n, int d, int k, const double *restrict x, const double *restrict c,
                   double *restrict c_b)
{
    double cost = 0.0;
    for (int i = 0; i < n; i++) {
        const double *point = x + i * d;
        double nearest = INFINITY;
        int which = 0;
        for (int j = 0; j < k; j++) {
            double square = 0.0;
            for (int l = 0; l < d; l++)
                square += (point[l] - c[j * d + l]) * (point[l] - c[j * d + l]);
            which = square < nearest ? j : which;
            nearest = square < nearest ? square : nearest;
        }
        cost += nearest;
        for (int l = 0; l < d; l++)
            c_b[which * d + l] -= 2.0 * (point[l] - c[which * d + l]);
    }
    return cost;
}
