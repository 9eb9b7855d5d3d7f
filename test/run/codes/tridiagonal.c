/* The Thomas algorithm: forward elimination, back substitution, all in place. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void thomas(int n, const double *a, double *b, const double *c, double *d)
{
    for (int i = 1; i < n; i++) {
        double w = a[i] / b[i - 1];

        b[i] -= w * c[i - 1];
        d[i] -= w * d[i - 1];
    }
    d[n - 1] /= b[n - 1];
    for (int i = n - 2; i >= 0; i--)
        d[i] = (d[i] - c[i] * d[i + 1]) / b[i];
}

void thomas_d(int n, const double *a, const double *a_d, double *b, double *b_d, const double *c,
              const double *c_d, double *d, double *d_d);
void thomas_b(int n, const double *a, double *a_b, double *b, double *b_b, const double *c, double *c_b,
              double *d, double *d_b);

int main(void)
{
    IN(double, a, [6], -0.5, 0.5);
    INOUT(double, b, [6], 2, 3);
    IN(double, c, [6], -0.5, 0.5);
    INOUT(double, d, [6], -1, 1);
    CHECK(thomas(6, a, b, c, d), thomas_d(6, a, a_d, b, b_d, c, c_d, d, d_d),
          thomas_b(6, a, a_b, b, b_b, c, c_b, d, d_b));
    return check_status();
}
