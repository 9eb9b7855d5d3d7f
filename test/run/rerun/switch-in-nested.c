/* A switch, and jumps, in a loop whose iterations run again within iterations that do. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *restrict x)
{
    double s = 0.0;
    for (int j = 0; j < 2; j++) {
        double w[8] = {0};
        for (int i = 0; i < n; i++) {
            int k = 0, m = i;
            w[i] = sin(x[i] + j) * sin(s);
            if (i & 1)
                goto middle;
            while (m < 3) {
                k += 2;
            middle:
                k++;
                m++;
            }
            switch (k % 3) {
            case 0:
                k = 4;
                break;
            case 1:
                k += i;
                /* fall through */
            default:
                k++;
            }
            w[i] *= k * exp(w[i]);
        }
        for (int i = 0; i < n; i++)
            s += 0.1 * w[i] * w[n - 1 - i];
        s += 0.3 * x[j];
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], -1, 1);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
