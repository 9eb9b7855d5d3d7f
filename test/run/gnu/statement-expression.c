/* GNU statement expressions, elvis, case ranges, typeof. */
// RUN: %run-all --flag=-Wno-gnu %s
#include "check.h"

#define MAX(a, b) __extension__({ __typeof__(a) a_ = (a), b_ = (b); a_ > b_ ? a_ : b_; })

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(double x, double y, int k)
{
    double m = MAX(x * x, y) * MAX(x, MAX(y, 0.5));

    switch (k) {
    case 1 ... 3:
        m *= x;
    }
    return m + (k ?: 7) * x;
}

double f_d(double x, double x_d, double y, double y_d, int k, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, int k, double return_b);

int main(void)
{
    for (int k = 0; k < 5; k++) {
        IN(double, x, , 0.3, 0.9);
        IN(double, y, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, y, k), ret = f_d(x, x_d, y, y_d, k, &ret_d), ret = f_b(x, &x_b, y, &y_b, k, ret_b));
    }
    return check_status();
}
