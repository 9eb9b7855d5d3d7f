/* Case labels in nested blocks, in an if and in a loop, of a switch inside a loop. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        switch (i % 5) {
            {
            case 0:
                s += x[i];
                /* fall through */
                if (s > 2) {
                case 1:
                    s *= x[i];
                    break;
                }
                x[i] *= s;
                /* fall through */
            case 2:
                x[i] += s * s;
            }
            /* fall through */
        case 3:
            for (int j = 0; j < 2; j++) {
                s -= 0.1 * x[j];
                if (j == 1 && s > 3)
                    continue;
            default:
                x[i] += 0.2 * s;
                j = 1;
            }
        }
        s *= 1.1;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 12; n++) {
        INOUT(double, x, [12], 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
