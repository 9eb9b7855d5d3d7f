/* Results through pointers to scalars; addresses of locals passed down. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static void polar(double x, double y, double *r, double *phi)
{
    *r = sqrt(x * x + y * y);
    *phi = atan2(y, x);
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double y, double *out)
{
    double r, phi;

    polar(x, y, &r, &phi);
    *out = r * phi + r;
}

void f_d(double x, double x_d, double y, double y_d, double *out, double *out_d);
void f_b(double x, double *x_b, double y, double *y_b, double *out, double *out_b);

int main(void)
{
    IN(double, x, , 0.3, 1);
    IN(double, y, , 0.3, 1);
    OUT(double, out, );
    CHECK(f(x, y, &out), f_d(x, x_d, y, y_d, &out, &out_d), f_b(x, &x_b, y, &y_b, &out, &out_b));
    return check_status();
}
