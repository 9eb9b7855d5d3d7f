/* Counter and temporaries keep, after the loop, what the last iteration gave them. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double last = 1, sum = 0;
    int i;

    for (i = 0; i < n; i++) {
        last = x[i] * x[i];
        sum += last;
        if (sum > 1.2)
            break;
    }
    return last * sum * (i < n ? x[i] : i);
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 8; n++) {
        IN(double, x, [8], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
