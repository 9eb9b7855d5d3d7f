/* erf, erfc, tgamma, lgamma. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double y[4])
{
    y[0] = erf(x);
    y[1] = erfc(x / 2);
    y[2] = tgamma(x + 1);
    y[3] = lgamma(x * 3);
}

void f_d(double x, double x_d, double y[4], double y_d[4]);
void f_b(double x, double *x_b, double y[4], double y_b[4]);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.2, 3);
        OUT(double, y, [4]);
        check_tolerance(1e-12, 1e-6);
        CHECK(f(x, y), f_d(x, x_d, y, y_d), f_b(x, &x_b, y, y_b));
    }
    return check_status();
}
