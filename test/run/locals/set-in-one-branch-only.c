/* A variable is assigned on some paths, used on those only. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double kept = 0, s = 0;
    int have = 0;

    for (int i = 0; i < n; i++) {
        double t;

        if (x[i] > 0.5) {
            t = x[i] * x[i];
            kept = t;
            have = 1;
        } else if (have) {
            t = kept * x[i];
        } else {
            continue;
        }
        s += t * kept;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [8], 0, 1);
    RETURNS(double);
    CHECK(ret = f(8, x), ret = f_d(8, x, x_d, &ret_d), ret = f_b(8, x, x_b, ret_b));
    return check_status();
}
