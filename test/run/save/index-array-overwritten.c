/* A passive index array is permuted between uses. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x, int *order)
{
    double s = 1;

    for (int k = 0; k < 3; k++)
        for (int i = 0; i + 1 < n; i++) {
            int t = order[i];

            s += s * x[order[i]] * x[order[i + 1]] / 4;
            order[i] = order[i + 1];
            order[i + 1] = t;
            s *= x[order[i]];
        }
    return s;
}

double f_d(int n, const double *x, const double *x_d, int *order, double *return_d);
double f_b(int n, const double *x, double *x_b, int *order, double return_b);

int main(void)
{
    int order[4] = {2, 0, 3, 1};

    IN(double, x, [4], 0.8, 1.2);
    RETURNS(double);
    BYTES(order);
    CHECK(ret = f(4, x, order), ret = f_d(4, x, x_d, order, &ret_d), ret = f_b(4, x, x_b, order, ret_b));
    return check_status();
}
