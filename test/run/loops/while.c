/* while with a trip count that depends on the data. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y)
{
    double r = x;
    int k = 0;

    while (r < 20) {
        r = r * y + k;
        while (k < 3 && r > 5)
            r -= ++k * y;
        k++;
    }
    return r + k;
}

double f_d(double x, double x_d, double y, double y_d, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, , 1, 2);
        IN(double, y, , 1.2, 2);
        RETURNS(double);
        CHECK(ret = f(x, y), ret = f_d(x, x_d, y, y_d, &ret_d), ret = f_b(x, &x_b, y, &y_b, ret_b));
    }
    return check_status();
}
