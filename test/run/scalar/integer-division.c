/* Integer division and remainder stay integral inside real expressions. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double x)
{
    double half = n / 2;
    double exact = n / 2.0;

    return x * half + x * x * exact + n / 2 * x + (n - 7) / 4 % 3 * x * x * x + 1 / 2 * x;
}

double f_d(int n, double x, double x_d, double *return_d);
double f_b(int n, double x, double *x_b, double return_b);

int main(void)
{
    for (int n = -5; n <= 20; n += 5) {
        IN(double, x, , 0.5, 2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, &x_b, ret_b));
    }
    return check_status();
}
