/* One function only in tangent mode, one only in adjoint mode, in one file. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_TANGENT()
double forward(double x)
{
    return sin(x) * x;
}

ADCC_ADJOINT()
double backward(double x)
{
    return cos(x) / x;
}

double forward_d(double x, double x_d, double *return_d);
double backward_b(double x, double *x_b, double return_b);

int main(void)
{
    double x = 0.7, x_b = 0, d = 0, r = backward(x);

#if CHECK_MODE & 1
    check_near(forward_d(x, 2, &d), sin(x) * x);
    check_near(d, 2 * (cos(x) * x + sin(x)));
#endif
#if CHECK_MODE & 2
    r = backward_b(x, &x_b, 3);
    check_near(x_b, 3 * (-sin(x) / x - cos(x) / (x * x)));
#endif
    check_near(r, cos(x) / x);
    (void)x_b, (void)d;
    return check_status();
}
