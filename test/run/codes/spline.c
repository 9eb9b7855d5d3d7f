/* A cubic through knots, the interval found by binary search. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(knot, value, x), of(return))
ADCC_TANGENT(wrt(knot, value, x), of(return))
double spline(int n, const double *knot, const double *value, double x)
{
    int lo = 0, hi = n - 1;

    while (hi - lo > 1) {
        int mid = (lo + hi) / 2;

        if (knot[mid] > x)
            hi = mid;
        else
            lo = mid;
    }
    double h = knot[hi] - knot[lo], t = (x - knot[lo]) / h;
    double left = lo > 0 ? (value[hi] - value[lo - 1]) / 2 : value[1] - value[0];
    double right = hi < n - 1 ? (value[hi + 1] - value[lo]) / 2 : value[n - 1] - value[n - 2];

    return value[lo] * (1 + 2 * t) * (1 - t) * (1 - t) + left * t * (1 - t) * (1 - t) +
           value[hi] * t * t * (3 - 2 * t) + right * t * t * (t - 1);
}

double spline_d(int n, const double *knot, const double *knot_d, const double *value, const double *value_d,
                double x, double x_d, double *return_d);
double spline_b(int n, const double *knot, double *knot_b, const double *value, double *value_b, double x,
                double *x_b, double return_b);

int main(void)
{
    for (int i = 0; i < 6; i++) {
        IN(double, knot, [6], 0.2, 0.5);
        IN(double, value, [6], -1, 1);
        IN(double, x, , 0, 1);
        RETURNS(double);
        for (int k = 0; k < 6; k++)
            knot[k] += k;
        x = i + 0.01 + 0.6 * (i < 5);
        CHECK(ret = spline(6, knot, value, x), ret = spline_d(6, knot, knot_d, value, value_d, x, x_d, &ret_d),
              ret = spline_b(6, knot, knot_b, value, value_b, x, &x_b, ret_b));
    }
    return check_status();
}
