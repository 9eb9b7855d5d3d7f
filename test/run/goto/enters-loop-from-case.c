/* Case labels in both branches of an if that the switch passes by, and a goto from there into a loop. */
// RUN: %run-all %s
#include "check.h"

#ifndef __clang__ /* it passes by, and gcc takes the else for a fall */
#pragma GCC diagnostic ignored "-Wswitch-unreachable"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#endif

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double acc = 1, s = 0;
    int k = 0;

    for (int i = 0; i < n; i++) {
        switch (i % 3) {
            if (acc > 0) {
            case 0:
                acc += x[i];
                if (acc > 4)
                    goto inside;
            } else {
            case 1:
                acc -= x[0];
            }
            break;
        default:
            for (k = 0; k < 3; k++) {
                acc *= 1 + 0.1 * x[i];
            inside:
                s += acc;
            }
            continue;
        }
        s += 0.1 * acc;
    }
    return s * acc;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        IN(double, x, [6], 0.3, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
