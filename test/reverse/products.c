/* Numbers and factors that adjoints have in common are multiplied by once; a product that is added in two
 * places is written in both. */
// RUN: %adcc -w %s -o - | FileCheck %s
// RUN: %adcc -w --disable=products,contract %s -o - | FileCheck --check-prefix=OFF %s
#include <adcc.h>
#include <math.h>

// CHECK-LABEL: double energy_b(
// CHECK:      double scaled_inverse_b = 24.0 * (inverse - 1.0 + inverse) * return_b;
// CHECK:      double scaled_square_b = -(square * square * (inverse * inverse * scaled_inverse_b));
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
