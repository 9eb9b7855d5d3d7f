/* lennard_jones.c - potential energy of atoms in a periodic box, shifted to zero at the cutoff; minus
 * its gradient are the forces.  Every pair is in one neighbour list, with some that are too far.
 *
 * Michael Allen, Dominic Tildesley: Computer Simulation of Liquids, 2017, chapters 1 and 5.
 */
#include "lennard_jones.h"

#include <math.h>

double lennard_jones(int n, const double *x, double box, double cutoff, const int *first,
                     const int *neighbour)
{
    double energy = 0.0, far = pow(cutoff, -6.0), shift = 4.0 * far * (far - 1.0);
    for (int i = 0; i < n; i++)
        for (int k = first[i]; k < first[i + 1]; k++) {
            int j = neighbour[k];
            double square = 0.0;
            for (int d = 0; d < 3; d++) {
                double away = x[3 * i + d] - x[3 * j + d];
                away -= box * rint(away / box);
                square += away * away;
            }
            if (square < cutoff * cutoff) {
                double inverse = 1.0 / (square * square * square);
                energy += 4.0 * inverse * (inverse - 1.0) - shift;
            }
        }
    return energy;
}
