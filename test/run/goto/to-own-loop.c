/* A goto out of a loop to the label right before that loop, and a continue of a switch there. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int fuel, double *x)
{
    double s = x[0];

    while (fuel > 0) {
    again:
        do {
            if (--fuel > 0 && s < 2)
                goto again;
            s += 0.2 * x[1] * s;
            if (--fuel > 0 && s > 3)
                goto out;
        } while (fuel > 4);
        switch (fuel % 3) {
        case 0:
            s *= x[2];
            continue;
        case 1:
            if (s < 1)
                goto again;
        }
        s += x[0];
    }
    s *= 2;
out:
    return s;
}

double f_d(int fuel, double *x, double *x_d, double *return_d);
double f_b(int fuel, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 12; n++) {
        INOUT(double, x, [3], 0.5, 1.2);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
