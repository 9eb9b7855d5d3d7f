/* A switch with break after every case, and a default. */
// RUN: %run-all %s
#include "check.h"

enum kind { LINEAR, SQUARE, CUBE = 7 };

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(enum kind k, double x)
{
    double y;

    switch (k) {
    case LINEAR:
        y = x;
        break;
    case SQUARE:
        y = x * x;
        break;
    case CUBE: {
        double t = x * x;

        y = t * x;
        break;
    }
    default:
        y = 1 / x;
        break;
    }
    return y * x;
}

double f_d(enum kind k, double x, double x_d, double *return_d);
double f_b(enum kind k, double x, double *x_b, double return_b);

int main(void)
{
    for (int k = 0; k < 9; k++) {
        IN(double, x, , 0.5, 2);
        RETURNS(double);
        CHECK(ret = f((enum kind)k, x), ret = f_d((enum kind)k, x, x_d, &ret_d),
              ret = f_b((enum kind)k, x, &x_b, ret_b));
    }
    return check_status();
}
