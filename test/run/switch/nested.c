/* A switch in a switch in a loop; breaks bind to the innermost. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, double x)
{
    double y = x;

    for (int i = 0; i < n; i++)
        switch (i % 3) {
        case 0:
            switch (i) {
            case 0:
                y *= x;
                break;
            case 3:
                y += x;
                /* fall through */
            default:
                y *= y;
            }
            y += 1;
            /* fall through */
        case 1:
            for (int j = 0; j < 3; j++) {
                if (j == 2)
                    break;
                y *= 0.5 * x;
            }
            break;
        default:
            y = y - x * y;
        }
    return y;
}

double f_d(int n, double x, double x_d, double *return_d);
double f_b(int n, double x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 8; n++) {
        IN(double, x, , 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, &x_b, ret_b));
    }
    return check_status();
}
