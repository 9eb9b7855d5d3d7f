/* Memory of active data has a shadow: allocated and cleared, copied and freed with it. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>
#include <stdlib.h>
#include <string.h>

ADCC_TANGENT(wrt(x), of(y))
void f(int n, const double *x, double *y, const double *c)
{
    // CHECK-LABEL: void f_d(
    // CHECK-DAG: double *w = malloc(n * sizeof *w);
    // CHECK-DAG: double *w_d = calloc(1, n * sizeof *w);
    double *w = malloc(n * sizeof *w);
    // CHECK:      memcpy(w_d, x_d, n * sizeof *w);
    // CHECK-NEXT: memcpy(w, x, n * sizeof *w);
    memcpy(w, x, n * sizeof *w);
    w[0] *= w[1];
    // CHECK:      memcpy(y_d, w_d, n * sizeof *w);
    memcpy(y, w, n * sizeof *w);
    // CHECK:      memset(y_d, 0, sizeof *y);
    // CHECK-NEXT: memcpy(y, c, sizeof *y);
    memcpy(y, c, sizeof *y);
    // CHECK:      free(w_d);
    // CHECK-NEXT: free(w);
    free(w);
}
