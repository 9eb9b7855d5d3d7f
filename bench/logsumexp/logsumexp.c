/* logsumexp.c - the logarithm of the sum of exponentials, shifted so that none overflows.
 *
 * GradBench's "lse".
 */
#include "logsumexp.h"

#include <math.h>

double logsumexp(int n, const double *x)
{
    double most = x[0], sum = 0.0;
    for (int i = 1; i < n; i++)
        if (x[i] > most)
            most = x[i];
    for (int i = 0; i < n; i++)
        sum += exp(x[i] - most);
    return most + log(sum);
}
