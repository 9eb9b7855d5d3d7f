/* A continued fraction evaluated from both ends. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double fraction(int n, const double *a, double x)
{
    double bottom = a[n - 1], c = a[0], d = 0, f = a[0];

    for (int i = n - 2; i >= 0; i--)
        bottom = a[i] + x / bottom;
    for (int i = 1; i < n; i++) {
        d = 1 / (a[i] + x * d);
        c = a[i] + x / c;
        f *= c * d;
        if (fabs(c * d - 1) < 1e-15)
            break;
    }
    return bottom * f;
}

double fraction_d(int n, const double *a, const double *a_d, double x, double x_d, double *return_d);
double fraction_b(int n, const double *a, double *a_b, double x, double *x_b, double return_b);

int main(void)
{
    IN(double, a, [7], 1, 2);
    IN(double, x, , 0.5, 1.5);
    RETURNS(double);
    CHECK(ret = fraction(7, a, x), ret = fraction_d(7, a, a_d, x, x_d, &ret_d),
          ret = fraction_b(7, a, a_b, x, &x_b, ret_b));
    return check_status();
}
