/* goto out of nested loops to a cleanup at the end. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double limit)
{
    double s = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            x[i] += x[j] * x[i] * 0.1;
            s += x[i];
            if (s > limit)
                goto out;
        }
    s *= 2;
out:
    s *= limit;
    return s;
}

double f_d(int n, double *x, double *x_d, double limit, double limit_d, double *return_d);
double f_b(int n, double *x, double *x_b, double limit, double *limit_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        INOUT(double, x, [5], 0.3, 0.9);
        IN(double, limit, , 3, 4);
        RETURNS(double);
        CHECK(ret = f(n, x, limit), ret = f_d(n, x, x_d, limit, limit_d, &ret_d),
              ret = f_b(n, x, x_b, limit, &limit_b, ret_b));
    }
    return check_status();
}
