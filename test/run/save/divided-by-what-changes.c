/* A divisor that is taken from the tape between two divisions is not the same number. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x, h), of(return))
ADCC_TANGENT(wrt(x, h), of(return))
double f(int n, const double *x, double h)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        double d = h + x[i];
        s += x[i] / d;
        d = d * d + s;
        s += s / d;
        h = h / (1 + h) + 0.1 * s;
        s = s * s / h + x[i] / h;
    }
    s = s / h + h;
    h = h * h + 1;
    return s / h;
}

double f_d(int n, const double *x, const double *x_d, double h, double h_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double h, double *h_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.5, 1);
    IN(double, h, , 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(4, x, h), ret = f_d(4, x, x_d, h, h_d, &ret_d),
          ret = f_b(4, x, x_b, h, &h_b, ret_b));
    return check_status();
}
