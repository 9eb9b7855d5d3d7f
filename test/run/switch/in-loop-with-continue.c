/* continue inside a switch inside a loop goes to the loop; break stays in the switch. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(x, return))
ADCC_TANGENT(wrt(x), of(x, return))
double f(int n, const int *op, double *x)
{
    double s = 1;

    for (int i = 0; i < n; i++) {
        switch (op[i]) {
        case 0:
            s *= x[i];
            continue;
        case 1:
            s += x[i];
            if (s > 2)
                break;
            x[i] *= s;
            /* fall through */
        case 2:
            if (x[i] > 0.5)
                continue;
            s = s * s;
            break;
        default:
            return s * x[i];
        }
        x[i] += s;
    }
    return s;
}

double f_d(int n, const int *op, double *x, double *x_d, double *return_d);
double f_b(int n, const int *op, double *x, double *x_b, double return_b);

int main(void)
{
    static const int op[] = {1, 0, 2, 1, 0, 2, 1, 1, 3, 0};

    for (int n = 0; n < 11; n += 2) {
        INOUT(double, x, [10], 0.2, 1);
        RETURNS(double);
        CHECK(ret = f(n, op, x), ret = f_d(n, op, x, x_d, &ret_d), ret = f_b(n, op, x, x_b, ret_b));
    }
    return check_status();
}
