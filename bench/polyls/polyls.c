/* polyls.c - half the squared distance of a polynomial to the sign function, at points from -1 to 1.
 *
 * Bradley Bell: cmpad, a comparison of AD packages, "llsq_obj"; GradBench's "llsq".
 */
#include "polyls.h"

double polyls(int n, int m, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double t = -1.0 + i * 2.0 / (n - 1);
        double residual = (t > 0.0) - (t < 0.0), power = 1.0;
        for (int j = 0; j < m; j++) {
            residual -= x[j] * power;
            power *= t;
        }
        sum += 0.5 * residual * residual;
    }
    return sum;
}
