/* Indices, switch keys, bounds and flags of narrow types are overwritten in every iteration. */
// RUN: %run-all %s
#include <stdbool.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(int n, double *x)
{
    double s = 1;
    unsigned char at = 250;
    short key = -1;
    bool odd = false;
    signed char m = 0;

    for (int i = 0; i < n; i++) {
        at += 3;
        switch (key) {
        case -1:
            x[at % 5] *= s;
            key = 7;
            break;
        case 7:
            s += x[at % 4] * x[0];
            key = -1;
        }
        for (m = 0; m < (odd ? 2 : 1); m++)
            s *= 1 + x[m] / 8;
        odd = !odd;
        if (odd)
            x[1] += s * 0.1;
    }
    return s + m;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(9, x), ret = f_d(9, x, x_d, &ret_d), ret = f_b(9, x, x_b, ret_b));
    return check_status();
}
