/* An output that is not asked for is computed as by f and has no companion. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
double f(double x, double *y, double *z)
{
    double t = x * x;

    *z = t * 3;
    *y = t * t;
    *z += *y;
    return *z * x;
}

double f_d(double x, double x_d, double *y, double *y_d, double *z);
double f_b(double x, double *x_b, double *y, double *y_b, double *z);

int main(void)
{
    double z = 0, r = 0;

    IN(double, x, , 0.1, 0.4);
    OUT(double, y, );
    BYTES(z);
    BYTES(r);
    CHECK(r = f(x, &y, &z), r = f_d(x, x_d, &y, &y_d, &z), r = f_b(x, &x_b, &y, &y_b, &z));
    return check_status();
}
