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
// JSON: "line": [[#]]
// JSON: "kind": "tape"
// JSON-DAG: "kind": "iterations-again"
// JSON-DAG: "kind": "iterations-joined"
