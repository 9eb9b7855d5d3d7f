/* The dependents do not depend on the independents. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void f(const double *x, double *y, double p)
{
    y[0] = p;
    y[1] *= x[0] > 0 ? p : 2;
}

void f_d(const double *x, const double *x_d, double *y, double *y_d, double p);
void f_b(const double *x, double *x_b, double *y, double *y_b, double p);

int main(void)
{
    IN(double, x, [2], 0.1, 0.4);
    INOUT(double, y, [2], 0.1, 0.4);
    CHECK(f(x, y, 3), f_d(x, x_d, y, y_d, 3), f_b(x, x_b, y, y_b, 3));
    return check_status();
}
