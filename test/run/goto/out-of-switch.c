/* goto out of a switch in a loop, between its cases, and continue inside the switch. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const int *kind, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        switch (kind[i]) {
        case 0:
            s += x[i];
            break;
        case 1:
            x[i] *= s;
            goto shared;
        case 2:
            s *= x[i];
        shared:
            s -= 0.1 * x[i];
            break;
        case 3:
            continue;
        case 4:
            goto out;
        default:
            s *= s;
        }
        s *= 0.9;
    }
    s *= 3;
out:
    return s + x[0];
}

double f_d(int n, const int *kind, double *x, double *x_d, double *return_d);
double f_b(int n, const int *kind, double *x, double *x_b, double return_b);

int main(void)
{
    static const int kinds[][6] = {{0, 1, 2, 3, 5, 1}, {1, 2, 1, 4, 0, 0}, {3, 3, 5, 0, 1, 4}};
    for (int k = 0; k < 3; k++)
        for (int n = 0; n < 7; n++) {
            INOUT(double, x, [6], 0.3, 0.9);
            RETURNS(double);
            CHECK(ret = f(n, kinds[k], x), ret = f_d(n, kinds[k], x, x_d, &ret_d),
                  ret = f_b(n, kinds[k], x, x_b, ret_b));
        }
    return check_status();
}
