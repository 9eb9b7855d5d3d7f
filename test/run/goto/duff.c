/* Case labels inside a loop inside the switch. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 1;
    int left = (n + 3) / 4;

    if (n == 0)
        return x[0];
    switch (n % 4) {
    case 0:
        do {
            s += *x++ * s;
            /* fall through */
        case 3:
            s *= *x++;
            /* fall through */
        case 2:
            s -= *x++;
            /* fall through */
        case 1:
            s *= 1 + *x++;
        } while (--left > 0);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 9; n++) {
        IN(double, x, [9], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
