/* Reverse code that would only add zeros goes into the branch that sets its seed; the last branch is enough. */
// RUN: %adcc -w %s -o - | FileCheck %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double nearest_b(
// CHECK:      int c_last = -1;
// CHECK:          c_last = c ? j : c_last;
// CHECK:      if (c_last >= 0) {
// CHECK-NEXT:     /* least = square */
// CHECK-NEXT:     for (int l = 0; l < 3; l++) {
ADCC_ADJOINT(wrt(x), of(return))
double nearest(int n, const double (*x)[3])
{
    double least = 1e9;
    for (int j = 0; j < n; j++) {
        double square = 0.0;
        for (int l = 0; l < 3; l++)
            square += x[j][l] * x[j][l];
        if (square < least)
            least = square;
    }
    return least;
}

/* What else adds to the seed keeps the code where it is. */
// CHECK-LABEL: double both_b(
// CHECK:      double square_b = 0.5 * sum_b;
// CHECK-NEXT: if (c_s[j]) {
// CHECK-NEXT:     /* least = square */
// CHECK-NEXT:     square_b += least_b;
// CHECK-NEXT:     least_b = 0.0;
// CHECK-NEXT: }
// CHECK-NEXT: for (
ADCC_ADJOINT(wrt(x), of(return))
double both(int n, const double (*x)[3])
{
    double least = 1e9, sum = 0.0;
    for (int j = 0; j < n; j++) {
        double square = 0.0;
        for (int l = 0; l < 3; l++)
            square += x[j][l] * x[j][l];
        if (square < least)
            least = square;
        sum += 0.5 * square;
    }
    return least * sum;
}

/* A seed that is zero by choice. */
// CHECK-LABEL: double option_b(
// CHECK:          double total_b = total - c >= 0.0 ? return_b : 0.0;
// CHECK-NEXT:     if (total_b != 0.0) {
// CHECK-NEXT:         for (int j = 0; j < n; j++) {
// CHECK-NEXT:             /* total += x[j] * z[i] */
ADCC_ADJOINT(wrt(x), of(return))
double option(int n, const double *x, const double *z, double c)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        double total = 0.0;
        for (int j = 0; j < n; j++)
            total += x[j] * z[i];
        sum += fmax(total - c, 0.0);
    }
    return sum;
}
