/* hand.c - a pair's force is added as soon as it is known; that of the first atom stays in
 * registers. */
#include "lennard_jones.h"

#include <math.h>

double lennard_jones_hand(int n, const double *restrict x, double *restrict x_b, double box,
                          double cutoff, const int *restrict first, const int *restrict neighbour)
{
    double energy = 0.0, far = pow(cutoff, -6.0), shift = 4.0 * far * (far - 1.0);
    double most = cutoff * cutoff;
    for (int i = 0; i < n; i++) {
        const double *here = x + 3 * i;
        double b0 = 0.0, b1 = 0.0, b2 = 0.0;
        for (int k = first[i]; k < first[i + 1]; k++) {
            const double *there = x + 3 * neighbour[k];
            double *there_b = x_b + 3 * neighbour[k];
            double a0 = here[0] - there[0], a1 = here[1] - there[1], a2 = here[2] - there[2];
            a0 -= box * rint(a0 / box);
            a1 -= box * rint(a1 / box);
            a2 -= box * rint(a2 / box);
            double square = a0 * a0 + a1 * a1 + a2 * a2;
            if (square < most) {
                double over = 1.0 / square, inverse = over * over * over;
                double slope = -24.0 * inverse * (2.0 * inverse - 1.0) * over;
                energy += 4.0 * inverse * (inverse - 1.0) - shift;
                b0 += slope * a0;
                b1 += slope * a1;
                b2 += slope * a2;
                there_b[0] -= slope * a0;
                there_b[1] -= slope * a1;
                there_b[2] -= slope * a2;
            }
        }
        x_b[3 * i] += b0;
        x_b[3 * i + 1] += b1;
        x_b[3 * i + 2] += b2;
    }
    return energy;
}
