/* continue skips the rest of the body, in for, while and nested loops. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 1;
    int k = 0;

    for (int i = 0; i < n; i++) {
        x[i] += s;
        if (x[i] < 1.5)
            continue;
        for (int j = 0; j < i; j++) {
            if ((i + j) % 3 == 0)
                continue;
            s += x[j] / 10;
        }
        x[i] *= s;
    }
    while (k < n) {
        k++;
        if (k == 2)
            continue;
        s *= x[k - 1];
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [6], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
