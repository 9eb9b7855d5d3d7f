/* --check stops at iterations that are not independent although ADCC_INDEPENDENT says so. */
// RUN: %adcc --check %s | FileCheck %s --check-prefix=RIGHT
// RUN: not %adcc --check -DTWICE %s 2>&1 | FileCheck %s --check-prefix=WRONG
#include <adcc.h>

#ifdef TWICE
#define LAST 1
#else
#define LAST 3
#endif

// RIGHT: map adjoint against tangent ok
ADCC_CHECK(n = 4, x = uniform(0.5, 2))
ADCC_ADJOINT(wrt(x[n]), of(y[n]))
void map(int n, const double *x, double *y)
{
    const int p[4] = {2, 1, 0, LAST};
    // WRONG: adcc: independent.c:[[#@LINE+3]]: iteration 3 overwrites y[p[i]], which iteration 1 wrote: they are not independent, as ADCC_INDEPENDENT at independent.c:[[#@LINE+2]] says
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++)
        y[p[i]] = x[i] * x[i];
}
