/* --report says what is saved, computed again and why, as text and as JSON, the same facts in both. */
// RUN: %adcc %s -o %t.c --report - | FileCheck %s
// RUN: %adcc %s -o %t.c --report %t.json && %python -m json.tool %t.json | FileCheck --check-prefix=JSON %s
// RUN: FileCheck --check-prefix=HEADER %s < %t.c
// HEADER-NOT: --report
#include <adcc.h>
#include <math.h>

static void step(int n, double *u)
{
    // CHECK-DAG: report.c:[[#@LINE+1]]:5: loop over i: from the tape: its iterations write what 'u' leads to, which others may read
    for (int i = 1; i < n; i++)
        // CHECK-DAG: report.c:[[#@LINE+1]]:9: saved: 'u[i]', 8 bytes each time, in the loop over i: it is overwritten and needed as it was
        u[i] *= u[i - 1];
}

ADCC_ADJOINT(wrt(u), of(return))
double f(int n, int steps, double *u)
{
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over t: from the tape
    // CHECK-DAG: hint: with the extent of 'u' known, as in wrt(u[n]) or in its declaration, the loop could go in runs
    for (int t = 0; t < steps; t++)
        step(n, u);
    return u[n - 1];
}

ADCC_ADJOINT(wrt(x), of(return))
double g(int n, const double *x)
{
    double sum = 0.0;
    // CHECK-DAG: report.c:[[#@LINE+1]]:5: loop over i: runs again: its iterations are independent and run again one by one
    for (int i = 0; i < n; i++) {
        double p = 1.0;
        for (int k = 0; k < n; k++)
            p *= x[i * n + k];
        sum += sin(p);
    }
    return sum;
}

ADCC_ADJOINT(wrt(x), of(y))
void scan(int n, const double *x, double *y)
{
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over i: from the tape: its iterations write what 'x' leads to
    // CHECK-DAG: hint: if 'x' and 'y' never lead to the same memory, say so with restrict or ADCC_NOALIAS
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}

ADCC_ADJOINT(wrt(x), of(y))
void indexed(int n, const int *at, const double *x, double *y)
{
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over i: reversed as it runs: its iterations are independent, as ADCC_INDEPENDENT says
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++)
        y[at[i]] = x[i] * x[i];
}

ADCC_ADJOINT(wrt(x), of(return, y))
double shared(int n, const double *restrict x, double *restrict y)
{
    double s = 1.0;
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over i: from the tape: {{.*}}; ADCC_INDEPENDENT does not help, since they write 's' at places that do not depend on 'i'
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        s *= x[i];
        y[i] = s * s;
    }
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over i1: from the tape: {{.*}}; ADCC_INDEPENDENT does not help, since an iteration may itself overwrite what 'y' leads to after it has read it, and cannot be reversed as it runs
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++)
        y[i] *= y[i];
    return y[0] * y[0];
}

ADCC_ADJOINT(wrt(x), of(return, w))
double hint(int n, const int *at, const double *restrict x, double *restrict w)
{
    double s = 0.0;
    // CHECK-DAG: report.c:[[#@LINE+2]]:5: loop over i: from the tape: its iterations write what 'w' leads to
    // CHECK-DAG: hint: if no iteration reads or overwrites what another one writes, say so with ADCC_INDEPENDENT before the loop
    for (int i = 0; i < n; i++) {
        w[at[i]] = exp(x[i]);
        s += w[at[i]] * w[at[i]];
    }
    return s * s;
}

ADCC_ADJOINT(wrt(x, k), of(return))
double wishes(int n, const double *x, double k)
{
    double sum = 1.0;
    // CHECK-DAG: report.c:[[#@LINE+1]]:5: no effect: 'top': ADCC_SAVE is not needed, it is still there in the reverse sweep
    ADCC_SAVE double top = k * k;
    // CHECK-DAG: report.c:[[#@LINE+1]]:5: loop over i: from the tape: 'r' is to be saved, as ADCC_SAVE says
    for (int i = 0; i < n; i++) {
        // CHECK-DAG: report.c:[[#@LINE+1]]:9: saved: 'r', 8 bytes each time, in the loop over i: ADCC_SAVE says so
        ADCC_SAVE double r = x[i] * k;
        // CHECK-DAG: report.c:[[#@LINE+1]]:9: computed again: 'w', in the loop over i: ADCC_RECOMPUTE says so
        ADCC_RECOMPUTE double w = exp(r);
        // CHECK-DAG: report.c:[[#@LINE+2]]:9: saved: 'z', 8 bytes each time, in the loop over i: computing it again costs more
        // CHECK-DAG: hint: ADCC_RECOMPUTE before its declaration has it computed again
        double z = sin(r);
        // CHECK-DAG: report.c:[[#@LINE+1]]:9: no effect: 'linear', in the loop over i: ADCC_SAVE is not needed, the reverse sweep does not read it
        ADCC_SAVE double linear = 2.0 * r;
        sum += w * w * z * z * top + linear;
    }
    return sum;
}
// JSON: "line": [[#]]
// JSON: "kind": "tape"
// JSON-DAG: "kind": "iterations-again"
// JSON-DAG: "kind": "iterations-joined"
