/* A callee finds an index, by result and by pointer; both steer what follows. */
// RUN: %run-all %s
#include "check.h"

static int argmax(int n, const double *x, int *second)
{
    int best = 0;

    *second = -1;
    for (int i = 1; i < n; i++)
        if (x[i] > x[best]) {
            *second = best;
            best = i;
        }
    return best;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0;
    int second;

    for (int k = 0; k < n; k++) {
        int i = argmax(n, x, &second);

        s += x[i] * x[i];
        x[i] *= 0.4;
        if (second >= 0)
            x[second] += x[i] * 0.1;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.3, 2);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
