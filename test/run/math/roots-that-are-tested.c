/* Roots in branches that run only if what is below is not zero; and in some that run although it
 * is: assigned in the branch, rounded to zero, entered by a jump, compared with too small a number. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

/* No guard is needed. */
static double tested(double x, double y)
{
    double square = x * x + y * y, sum = 0.0;
    if (square != 0.0)
        sum += x / sqrt(square);
    if (!(square <= 1.0e-4) && x < 100.0) {
        for (int i = 0; i < 2; i++)
            sum += sqrt(square) * i;
    } else {
        sum += square;
    }
    if (square == 0 || y > 50.0)
        return sum;
    return sum + 0.25 * cbrt(square) + (0.0 < square ? sqrt(square) : 1.0);
}

static double untested(double x, double y, int jump)
{
    double square = x * x + y * y, small = x * 1.0e-60, sum = x - y;
    if (square >= 0.0)
        sum += x * sqrt(square);
    if (square < 1.0 || x > 0.0) {
        square *= y * y;
        sum += x * sqrt(square);
    }
    if (jump)
        goto in;
    if (square > 0.0) {
    in:
        sum += y * sqrt(square);
    }
    if (small > 0.0)
        sum += y * sqrtf(small);
    if (square > 0.0) {
        double *p = &square;
        *p = x * x * 0.0;
        sum += sqrt(square);
    }
    return square < 1.0e-60 ? sum : sum + sqrt(square);
}

ADCC_ADJOINT(wrt(x, y), of(return))
ADCC_TANGENT(wrt(x, y), of(return))
double f(double x, double y, int which)
{
    return which == 2 ? tested(x, y) : untested(x, y, which);
}

double f_d(double x, double x_d, double y, double y_d, int which, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, int which, double return_b);

int main(void)
{
    for (int which = 0; which < 3; which++)
        for (int n = which / 2; n < 3; n++) {
            IN(double, x, , 0, n);
            IN(double, y, , 0, n * n);
            RETURNS(double);
            CHECK(ret = f(x, y, which), ret = f_d(x, x_d, y, y_d, which, &ret_d),
                  ret = f_b(x, &x_b, y, &y_b, which, ret_b));
        }
    return check_status();
}
