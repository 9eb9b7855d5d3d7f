/* do runs at least once; nested, with continue that goes to the condition. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int i = 0;

    do {
        int j = i;

        if (x[i] > 0.8)
            continue;
        do
            s += x[j] * s;
        while (++j < 2);
        x[i] *= s;
    } while (++i < n);
    do {
        s *= s / 3;
    } while (0);
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        INOUT(double, x, [5], 0.3, 0.99);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
