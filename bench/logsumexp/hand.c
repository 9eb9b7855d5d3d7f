/* hand.c - the derivative is softmax: each exponential is computed once, and kept. */
#include "logsumexp.h"

#include <math.h>
#include <stdlib.h>

double logsumexp_hand(int n, const double *restrict x, double *restrict x_b)
{
    enum { SMALL = 2048 };
    double most = x[0], sum = 0.0, on_stack[SMALL];
    double *e = n <= SMALL ? on_stack : malloc((size_t)n * sizeof *e);
    if (e == NULL)
        abort();
    for (int i = 1; i < n; i++)
        most = x[i] > most ? x[i] : most;
    for (int i = 0; i < n; i++)
        sum += e[i] = exp(x[i] - most);
    double scale = 1.0 / sum;
    for (int i = 0; i < n; i++)
        x_b[i] += scale * e[i];
    if (e != on_stack)
        free(e);
    return most + log(sum);
}
