/* Cases run into the next, several labels stand together, and the default is in the middle. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int k, double x)
{
    double y = x;

    switch (k) {
    case 4:
        y *= x;
        /* fall through */
    case 3:
        y = y * y;
        /* fall through */
    default:
        y += x;
        /* fall through */
    case 1:
    case 2:
        y *= 2 * x;
        break;
    case -1:
        y = 0;
        /* fall through */
    case 'a':
        y += x * x * x;
    }
    return y;
}

double f_d(int k, double x, double x_d, double *return_d);
double f_b(int k, double x, double *x_b, double return_b);

int main(void)
{
    static const int keys[] = {-2, -1, 0, 1, 2, 3, 4, 5, 'a'};

    for (int i = 0; i < 9; i++) {
        int k = keys[i];
        IN(double, x, , 0.5, 2);
        RETURNS(double);
        CHECK(ret = f(k, x), ret = f_d(k, x, x_d, &ret_d), ret = f_b(k, x, &x_b, ret_b));
    }
    return check_status();
}
