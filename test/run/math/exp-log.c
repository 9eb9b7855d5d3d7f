/* exp, exp2, expm1, log, log2, log10, log1p. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double x, double y[7])
{
    y[0] = exp(x * x);
    y[1] = exp2(x / 2);
    y[2] = expm1(-x);
    y[3] = log(x + 1);
    y[4] = log2(x * 3);
    y[5] = log10(x);
    y[6] = log1p(x * x);
}

void f_d(double x, double x_d, double y[7], double y_d[7]);
void f_b(double x, double *x_b, double y[7], double y_b[7]);

int main(void)
{
    IN(double, x, , 0.5, 1);
    OUT(double, y, [7]);
    CHECK(f(x, y), f_d(x, x_d, y, y_d), f_b(x, &x_b, y, y_b));
    return check_status();
}
