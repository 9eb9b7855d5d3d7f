/* Calls through which a derivative would be lost. */
// RUN: %fails 1 %adcc -DVALUE %s | FileCheck --check-prefix=VALUE %s
// RUN: %fails 1 %adcc -DMEMORY %s | FileCheck --check-prefix=MEMORY %s
// RUN: %fails 1 %adcc -DPOINTER %s | FileCheck --check-prefix=POINTER %s
#include <adcc.h>

double mystery(double x);
void fill(double *x);

ADCC_ADJOINT(wrt(x), of(return))
double f(double *x, double (*g)(double))
{
    double r = x[0];

#ifdef VALUE
    // VALUE: adjoint-calls.c:[[#@LINE+2]]:10: error: 'mystery' is called with 'r', which carries a derivative
    // VALUE: note: add its source file to the command, give its derivative with ADCC_USE_ADJOINT, or mark it
    r += mystery(r);
#endif
#ifdef MEMORY
    // MEMORY: adjoint-calls.c:[[#@LINE+1]]:5: error: 'fill' is called with 'x', which carries a derivative
    fill(x);
#endif
#ifdef POINTER
    // POINTER: adjoint-calls.c:[[#@LINE+2]]:10: error: 'g' is called with 'r', which carries a derivative
    // POINTER: note: no function of the input fits whose address is taken
    r += g(r);
#endif
    return r * x[0] * (g != 0);
}
