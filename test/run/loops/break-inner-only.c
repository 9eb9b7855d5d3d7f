/* break leaves the inner loop; a flag makes the outer one stop too. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0;
    int done = 0;

    for (int i = 0; i < n && !done; i++) {
        for (int j = 0; j < n; j++) {
            if (j > i)
                break;
            s += x[i] * x[j];
            if (s > 2) {
                done = 1;
                break;
            }
            x[j] *= 1 + s / 8;
        }
        x[i] += s * s;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 6; n++) {
        INOUT(double, x, [6], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
