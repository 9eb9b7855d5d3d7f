/* Work space that a static pointer of a function keeps from call to call: it may be older than its shadow. */
// RUN: %fails 1 %adcc --whole %s | FileCheck --check-prefix=ADJOINT %s
// RUN: %fails 1 %adcc --whole -DTANGENT %s | FileCheck --check-prefix=TANGENT %s
#include <adcc.h>
#include <stdlib.h>

static double *work(int n)
{
    // ADJOINT: lazy-allocation.c:[[#@LINE+3]]:5: error: 'buffer' of 'work' carries derivatives from the independents to the dependents
    // ADJOINT: note: pass the storage as a parameter, or allocate it in each call
    // TANGENT: lazy-allocation.c:[[#@LINE+1]]:5: error: 'buffer' of 'work' leads to storage that carries derivatives, but may have been set where its companion was not; pass the storage as a parameter, or allocate it in each call
    static double *buffer;

    if (!buffer)
        buffer = malloc((size_t)n * sizeof *buffer);
    return buffer;
}

#ifdef TANGENT
ADCC_TANGENT(wrt(x), of(return))
#else
ADCC_ADJOINT(wrt(x), of(return))
#endif
double f(int n, const double *x)
{
    double *w = work(n);

    w[0] = x[0] * x[n - 1];
    return w[0] * w[0];
}
