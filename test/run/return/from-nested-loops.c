/* return from the depth of loops and switch. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double limit)
{
    double s = limit;

    for (int i = 0; i < n; i++) {
        int k = 0;

        x[i] *= s;
        while (k < 3) {
            switch (k++) {
            case 0:
                s += x[i];
                break;
            case 1:
                if (s > limit * 4)
                    return s * x[i];
                s *= 1.2;
                break;
            default:
                for (int j = 0; j <= i; j++)
                    if (x[j] > 2)
                        return x[j] + s;
            }
        }
        x[i] += s;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double limit, double limit_d, double *return_d);
double f_b(int n, double *x, double *x_b, double limit, double *limit_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        INOUT(double, x, [6], 0, 1);
        IN(double, limit, , 0.3, 1);
        RETURNS(double);
        CHECK(ret = f(n, x, limit), ret = f_d(n, x, x_d, limit, limit_d, &ret_d),
              ret = f_b(n, x, x_b, limit, &limit_b, ret_b));
    }
    return check_status();
}
