/* A polynomial and its derivative by Horner's rule, coefficients and point active. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double poly(int n, const double *c, double x, double *slope)
{
    double p = c[n], d = 0;

    for (int i = n; i-- > 0;) {
        d = d * x + p;
        p = p * x + c[i];
    }
    *slope = d;
    return p;
}

double poly_d(int n, const double *c, const double *c_d, double x, double x_d, double *slope, double *slope_d,
              double *return_d);
double poly_b(int n, const double *c, double *c_b, double x, double *x_b, double *slope, double *slope_b,
              double return_b);

int main(void)
{
    for (int n = 0; n < 6; n += 5) {
        IN(double, c, [6], -1, 1);
        IN(double, x, , 0.5, 2);
        OUT(double, s, );
        RETURNS(double);
        CHECK(ret = poly(n, c, x, &s), ret = poly_d(n, c, c_d, x, x_d, &s, &s_d, &ret_d),
              ret = poly_b(n, c, c_b, x, &x_b, &s, &s_b, ret_b));
    }
    return check_status();
}
