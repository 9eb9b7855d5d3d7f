/* The model itself knows nothing of derivatives. */
#include "model.h"

double energy(int n, const double *q)
{
    double e = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            e += 1 / (q[i] + q[j]) + q[i] * q[j];
    return e;
}
