/* ADCC_CHECKPOINT where it cannot be, or says what it cannot say. */
// RUN: %fails 1 %adcc -DEXTENT %s | FileCheck --check-prefix=EXTENT %s
// RUN: %fails 1 %adcc -DWHILE %s | FileCheck --check-prefix=WHILE %s
// RUN: %fails 1 %adcc -DINNER %s | FileCheck --check-prefix=INNER %s
// RUN: %fails 1 %adcc -DFORM %s | FileCheck --check-prefix=FORM %s
// RUN: %fails 1 %adcc -DPLACE %s | FileCheck --check-prefix=PLACE %s
#include <adcc.h>

ADCC_ADJOINT(wrt(u), of(return))
double f(int n, double *u)
{
    double x = u[0];
#ifdef EXTENT
    ADCC_CHECKPOINT(every = 4)
    // EXTENT: checkpoint.c:[[#@LINE+1]]:5: error: the loop cannot go in runs that begin with a saved state: nothing says how large what 'u' leads to is
    for (int t = 0; t < n; t++)
        u[t % 2] *= u[1];
#endif
#ifdef WHILE
    ADCC_CHECKPOINT(every = 4)
    // WHILE: checkpoint.c:[[#@LINE+1]]:5: error: {{.*}}: the number of its iterations is not known when it starts
    while (x < 1e3)
        x *= x;
#endif
#ifdef INNER
    for (int t = 0; t < n; t++)
        ADCC_CHECKPOINT()
        // INNER: checkpoint.c:[[#@LINE+1]]:9: error: {{.*}}: it is in another loop
        for (int i = 0; i < n; i++)
            x *= x;
#endif
#ifdef FORM
    ADCC_CHECKPOINT(each = 4)
    // FORM: checkpoint.c:[[#@LINE+1]]:5: error: 'ADCC_CHECKPOINT(each = 4)' is not of the form ADCC_CHECKPOINT(every = 10)
    for (int t = 0; t < n; t++)
        x *= x;
#endif
#ifdef PLACE
    // PLACE: checkpoint.c:[[#@LINE+1]]:5: error: 'ADCC_CHECKPOINT(every = 4)' does not stand before a loop
    ADCC_CHECKPOINT(every = 4)
    x *= x;
#endif
    return x + u[0];
}
