/* A loop inside an iteration becomes one with its reverse too, unless its sum decides on the adjoint that it begins with. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, const int *first, const int *other, double *y)
{
    double energy = 0.0, sum = 0.0;
    for (int i = 0; i < n; i++)
        for (int k = first[i]; k < first[i + 1]; k++) {
            double square = 0.0;
            for (int d = 0; d < 2; d++) {
                double away = x[2 * i + d] - x[2 * other[k] + d];
                away -= rint(away);
                square += away * away;
            }
            if (square < 0.5)
                energy += square * square * square * 0.5 + 1.0 / (1.0 + square);
        }
    for (int i = 0; i < n; i++) { /* the inner sum is squared: its reverse begins later */
        double inner = 0.0, rest = 1.0;
        for (int k = 0; k < 2; k++) {
            double w = sin(x[i + k]) * y[i];
            inner += w * w;
        }
        rest += inner * inner;
        for (int k = 0; k < 2; k++) { /* changes what the reverse of the first one reads */
            double w = exp(x[2 * i + k]);
            sum += w * w * rest;
        }
    }
    for (int i = 0; i < n; i++)
        y[i] = sum / (y[i] * y[i] * y[i]);
    return energy;
}

double f_d(int n, const double *x, const double *x_d, const int *first, const int *other, double *y, double *y_d,
           double *return_d);
double f_b(int n, const double *x, double *x_b, const int *first, const int *other, double *y, double *y_b,
           double return_b);

int main(void)
{
    static const int first[] = {0, 2, 3, 3, 6}, other[] = {1, 2, 3, 3, 0, 1};
    INOUT(double, y, [4], 0.5, 0.9);
    IN(double, x, [8], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x, first, other, y), ret = f_d(4, x, x_d, first, other, y, y_d, &ret_d),
          ret = f_b(4, x, x_b, first, other, y, y_b, ret_b));
    return check_status();
}
