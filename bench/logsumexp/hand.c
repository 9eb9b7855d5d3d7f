/* hand.c - the derivative is softmax: each exponential is computed once, and kept. */
#include "../common.h"
#include "logsumexp.h"

#include <math.h>

double logsumexp_hand(int n, const double *restrict x, double *restrict x_b)
{
    double most = x[0], sum = 0.0, *restrict e = bench_scratch((size_t)n);
    for (int i = 1; i < n; i++)
        most = x[i] > most ? x[i] : most;
    for (int i = 0; i < n; i++)
        sum += e[i] = exp(x[i] - most);
    double scale = 1.0 / sum;
    for (int i = 0; i < n; i++)
        x_b[i] += scale * e[i];
    return most + log(sum);
}
