/* kmeans.c - what k-means clustering minimises: the squared distance of each point to the nearest
 * centroid, summed.
 *
 * Leon Bottou, Yoshua Bengio: Convergence properties of the k-means algorithms, 1994; GradBench's
 * "kmeans".
 */
#include "kmeans.h"

#include <math.h>

double kmeans(int n, int d, int k, const double *x, const double *c)
{
    double cost = 0.0;
    for (int i = 0; i < n; i++) {
        double nearest = INFINITY;
        for (int j = 0; j < k; j++) {
            double square = 0.0;
            for (int l = 0; l < d; l++) {
                double away = x[i * d + l] - c[j * d + l];
                square += away * away;
            }
            if (square < nearest)
                nearest = square;
        }
        cost += nearest;
    }
    return cost;
}
