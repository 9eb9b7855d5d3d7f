/* A file-scope pointer in neither wrt nor of may lead elsewhere by the time f is called. */
// RUN: %fails 1 %adcc -DADJOINT %s | FileCheck --check-prefix=ADJOINT %s
// RUN: %fails 1 %adcc -DTANGENT %s | FileCheck --check-prefix=TANGENT %s
#include <adcc.h>

#ifdef ADJOINT
#define REQUEST ADCC_ADJOINT(wrt(x), of(return))
#else
#define REQUEST ADCC_TANGENT(wrt(x), of(return))
#endif

double w[2];
// TANGENT: global-pointer.c:[[#@LINE+1]]:1: error: 'at' leads to storage that carries derivatives, but may have been set where its companion was not; add it to wrt or of, or make it const
double *at = w;

REQUEST
double f(double x)
{
    w[0] = x * x;
    // ADJOINT: global-pointer.c:[[#@LINE+1]]:12: error: 'at[0]' may lead to 'at', which is not differentiated, and to storage that is; add 'at' to wrt or of
    return at[0];
}
