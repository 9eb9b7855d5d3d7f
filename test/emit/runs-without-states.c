/* A loop that goes in runs needs the runtime, be there nothing to save. */
// RUN: %adcc --disable=rerun,liveness,tbr,apart,gather %s -o %t.c
// RUN: FileCheck %s < %t.c
// RUN: %gcc -c %t.c -o %t.o
#include <adcc.h>

ADCC_ADJOINT(wrt(q), of(return))
double energy(int n, const double *q)
{
    double e = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < i; j++)
            e += 1 / (q[i] + q[j]) + q[i] * q[j];
    return e;
}

// CHECK: #include <adcc_rt.h>
// CHECK: adcc_run_tapes
