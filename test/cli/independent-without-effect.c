/* Iterations of a loop that does not count are not told apart: a warning says so, and the report. */
// RUN: %adcc %s -o %t.c --report=- 2>&1 | FileCheck %s
// RUN: not %adcc -Werror %s -o %t.none.c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not ls %t.none.c
#include <adcc.h>
#include <math.h>

// CHECK: independent-without-effect.c:[[#@LINE+8]]:5: warning: ADCC_INDEPENDENT has no effect: {{.*}} [-Winactive]
// ERROR: independent-without-effect.c:[[#@LINE+7]]:5: error: ADCC_INDEPENDENT has no effect
// CHECK: independent-without-effect.c:[[#@LINE+6]]:5: loop {{.*}}; ADCC_INDEPENDENT does not help, since it is no for that counts
ADCC_ADJOINT(wrt(x), of(y))
void down(unsigned n, const int *p, const double *x, double *y)
{
    ADCC_INDEPENDENT

    for (unsigned q = n; q-- > 0;) {
        double t = sin(x[p[q]]);
        y[p[q]] = t * t;
    }
}

/* Runs of a length that the user says are no matter of size. */
// CHECK: loop over t: in runs: it goes in runs of 3 that begin with a saved state, as ADCC_CHECKPOINT says
ADCC_ADJOINT(wrt(x), of(x))
void steps(int n, double x[4])
{
    ADCC_CHECKPOINT(every = 3)
    for (int t = 0; t < n; t++)
        for (int i = 0; i < 4; i++)
            x[i] = sin(x[i]);
}
