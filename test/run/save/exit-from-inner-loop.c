/* A counted loop with saved values is left early: by break, by return, by continue of the outer loop. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double limit)
{
    double s = 0.1;

    for (int k = 0; k < n; k++) {
        int stop = 0;

        for (int i = 0; i < n; i++) {
            x[i] = x[i] * x[i] + s;
            s += x[i] * 0.1;
            if (x[i] > limit)
                return s * x[i];
            if (x[i] > limit * 0.9) {
                stop = 1;
                break;
            }
        }
        if (stop)
            continue;
        for (int i = 0; i < n; i++)
            x[i] = x[i] * s;
        s = s * s;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double limit, double limit_d, double *return_d);
double f_b(int n, double *x, double *x_b, double limit, double *limit_b, double return_b);

int main(void)
{
    for (int k = 0; k < 6; k++) {
        INOUT(double, x, [4], 0.3, 0.8);
        IN(double, limit, , 0.1, 0.2);
        RETURNS(double);
        limit += 0.35 + 0.13 * k;
        CHECK(ret = f(4, x, limit), ret = f_d(4, x, x_d, limit, limit_d, &ret_d),
              ret = f_b(4, x, x_b, limit, &limit_b, ret_b));
    }
    return check_status();
}
