/* The annotated function is static: its derivatives can still be called from the file itself. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
static double kernel(double x, double y)
{
    return x * y * y;
}

double kernel_d(double x, double x_d, double y, double y_d, double *return_d);
double kernel_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, , 0.1, 0.4);
    IN(double, y, , 0.1, 0.4);
    RETURNS(double);
    CHECK(ret = kernel(x, y), ret = kernel_d(x, x_d, y, y_d, &ret_d),
          ret = kernel_b(x, &x_b, y, &y_b, ret_b));
    return check_status();
}
