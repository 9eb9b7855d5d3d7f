/* An array of pointers in a branch, of which the reverse sweep needs one that is chosen while it runs. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

ADCC_ADJOINT(wrt(x, y), of(return, y))
ADCC_TANGENT(wrt(x, y), of(return, y))
double f(int n, const double *x, double *y)
{
    double u[8] = {x[0], 0.5};

    if (n > 1) {
        double *q[2] = {y, u + 1};
        for (int i = 0; i < 3; i++) {
            q[n & 1][i] = 0.5 * (q[n & 1][i] + x[i + 1]);
            if (q[1 - (n & 1)][i] > 0.7)
                break;
        }
    } else {
        double *rows[3] = {u, y + 2, u + 4};
        for (int i = 0; i < 3; i++)
            rows[i][n] = sin(rows[(i + 1) % 3][n] + x[i]);
        rows[0] = rows[1];
        *rows[0] *= x[1];
    }
    return u[1] * y[2] + u[4];
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    for (int n = 0; n < 5; n++) {
        IN(double, x, [5], 0.3, 0.9);
        INOUT(double, y, [6], 0.3, 0.6);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d), ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
