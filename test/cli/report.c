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
// JSON: "line": [[#]]
// JSON: "kind": "tape"
// JSON-DAG: "kind": "iterations-again"
