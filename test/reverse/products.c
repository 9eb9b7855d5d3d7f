/* Numbers and factors that adjoints have in common are multiplied by once; a product that is added in two
 * places is written in both. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=products,contract %s -o - | FileCheck --check-prefix=OFF %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double energy_b(
// CHECK:      double scaled_return_b = -24.0 * return_b;
// CHECK-NEXT: for (int i = 1; i < n; i++) {
// CHECK:      double scaled_inverse_b = (inverse - 1.0 + inverse) * scaled_return_b;
// CHECK:      double scaled_square_b = square * square * (inverse * inverse * scaled_inverse_b);
// CHECK:      += away_s[d] * scaled_square_b;
// CHECK:      -= away_s[d] * scaled_square_b;
// OFF-NOT:    scaled
ADCC_ADJOINT(wrt(x), of(return))
double energy(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 1; i < n; i++) {
        double square = 0.0;
        for (int d = 0; d < 3; d++) {
            double away = x[3 * i + d] - x[d];
            away -= 2.0 * rint(away / 2.0);
            square += away * away;
        }
        if (square < 9.0) {
            double inverse = 1.0 / (square * square * square);
            sum += 4.0 * inverse * (inverse - 1.0);
        }
    }
    return sum;
}

/* One use has no number: then there is nothing to move. */
// CHECK-LABEL: double differs_b(
// CHECK-NOT:  scaled
ADCC_ADJOINT(wrt(x), of(return))
double differs(double x)
{
    double y = x * x;
    double z = y * y + y;
    return z * x;
}

/* Once for two loops that follow each other; what is less than one is left where it is. */
// CHECK-LABEL: double before_b(
// CHECK:      double scaled_return_b = 3.0 * return_b;
// CHECK-NEXT: for (
// CHECK:      x_b[i1] += x[i1] * x[i1] * scaled_return_b;
// CHECK-NOT:  double scaled
// CHECK:      x_b[i] -= x[i] * x[i] * scaled_return_b;
// CHECK:      x_b[i] += 0.5 * x[i] * return_b;
ADCC_ADJOINT(wrt(x), of(return))
double before(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        sum += 0.25 * x[i] * x[i];
        sum -= x[i] * x[i] * x[i];
    }
    for (int i = 0; i < n; i++)
        if (x[i] > 0.0)
            sum += x[i] * x[i] * x[i];
    return sum;
}

/* A minus without a number stays where it is. */
// CHECK-LABEL: double negative_b(
// CHECK-NOT:  scaled
// CHECK:      double y_b = -(
ADCC_ADJOINT(wrt(x), of(return))
double negative(double x, double z)
{
    double y = sin(x);
    return -(y * y * y * z) + z;
}
