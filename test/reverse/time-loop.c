/* A time loop goes in runs that begin with a saved state; loops without tape, or small ones, do not. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=checkpoint %s -o - | FileCheck --check-prefix=OFF %s
// OFF-NOT: adcc_run
#include <adcc.h>
#include <math.h>

static void step(int n, double *u)
{
    for (int i = 1; i < n; i++)
        u[i] *= u[i - 1];
}

// CHECK-LABEL: double f_b(
// CHECK: struct adcc_run run = adcc_run_begin(0 < steps ? steps : 0);
// CHECK-NEXT: for (int t = 0; t < steps; t++) {
// CHECK-NEXT:     if (adcc_run_starts(&run, t)) {
// CHECK-NEXT:         adcc_push_bytes(u, n * sizeof *u);
// CHECK-NEXT:     }
// CHECK-NEXT:     if (adcc_run_tapes(&run, t)) {
// CHECK-NEXT:         step_fwd(n, u);
// CHECK-NEXT:     } else {
// CHECK-NEXT:         step(n, u);
// CHECK-NEXT:     }
// CHECK:     for (long at = run.tail; at >= 0; at -= run.span) {
// CHECK-NEXT:     long end = at + run.span < run.trips ? at + run.span : run.trips;
// CHECK-NEXT:     if (at < run.tail) {
// CHECK-NEXT:         adcc_pop_bytes(u, n * sizeof *u);
// CHECK-NEXT:         for (long k = at; k < end; k++) {
// CHECK-NEXT:             step_fwd(n, u);
// CHECK-NEXT:         }
// CHECK-NEXT:     }
// CHECK-NEXT:     for (long k1 = end - 1; k1 >= at; k1--) {
// CHECK-NEXT:         step_rev(n, u, u_b);
// CHECK-NEXT:     }
// CHECK-NEXT: }
// CHECK-NEXT: adcc_run_end(&run);
ADCC_ADJOINT(wrt(u[n]), of(return))
double f(int n, int steps, double *u)
{
    for (int t = 0; t < steps; t++)
        step(n, u);
    return u[n - 1];
}

// CHECK-LABEL: double unknown_extent_b(
// CHECK-NOT: adcc_run
ADCC_ADJOINT(wrt(u), of(return))
double unknown_extent(int n, int steps, double *u)
{
    for (int t = 0; t < steps; t++)
        step(n, u);
    return u[n - 1];
}

// CHECK-LABEL: double scalar_b(
// CHECK-NOT: adcc_run
ADCC_ADJOINT()
double scalar(int n, double x)
{
    for (int t = 0; t < n; t++)
        x = x * x;
    return x;
}

static void relax(int n, double *u)
{
    for (int i = 0; i < n; i++)
        u[i] = exp(-u[i]) + tanh(u[i]);
}

/* Here an iteration takes longer than its tape. */
// CHECK-LABEL: double costly_b(
// CHECK: struct adcc_run run = adcc_run_costly(0 < steps ? steps : 0);
ADCC_ADJOINT(wrt(u[n]), of(return))
double costly(int n, int steps, double *u)
{
    for (int t = 0; t < steps; t++)
        relax(n, u);
    return u[n - 1];
}
