/* Loops from negative to positive, with large steps, and with bounds below their start. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int lo, int hi, double *x)
{
    double s = 1, *mid = x + 5;

    for (int i = lo; i < hi; i += 3)
        mid[i] = mid[i] * s;
    for (int i = hi; i >= lo; i -= 4) {
        s = s * mid[i];
        mid[i] += s;
    }
    for (long i = lo; i <= hi; i++)
        mid[i] = mid[i] * mid[0];
    return s;
}

double f_d(int lo, int hi, double *x, double *x_d, double *return_d);
double f_b(int lo, int hi, double *x, double *x_b, double return_b);

int main(void)
{
    static const int range[][2] = {{-5, 5}, {-3, -3}, {2, -4}, {-5, -1}, {0, 4}, {-1, 0}};

    for (int k = 0; k < 6; k++) {
        int lo = range[k][0], hi = range[k][1];
        INOUT(double, x, [11], 0.5, 1.2);
        RETURNS(double);
        CHECK(ret = f(lo, hi, x), ret = f_d(lo, hi, x, x_d, &ret_d), ret = f_b(lo, hi, x, x_b, ret_b));
    }
    return check_status();
}
