/* Independent iterations that read what they overwrite: in an inner loop, which may end early,
 * behind a pointer that a function is given, and through an index that they overwrite too. */
// RUN: %run-all %s
#include "check.h"

static void put(double *p, double v)
{
    p[0] = v * p[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *restrict x, double *restrict y, int *restrict at)
{
    double s = 0.0;
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        double v = x[2 * i] * x[2 * i + 1];
        for (int k = 0; k < 2; k++)
            x[2 * i + k] *= v + x[2 * i + 1 - k];
        put(&y[2 * i], v * x[2 * i]);
        s += y[2 * i] * v;
    }
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        int k = 0;
        double w = 0.0;
        y[at[i]] *= y[at[i]];
        at[i] = i;
        while (k < 2 && x[2 * i + k] > 0.2) {
            w += x[2 * i + k] * y[at[i] + n];
            x[2 * i + k++] = w;
        }
        y[at[i] + n] = w * k;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, int *at, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, int *at, double return_b);

int main(void)
{
    int at[4] = {1, 3, 2, 0};
    INOUT(double, x, [8], 0.2, 0.8);
    INOUT(double, y, [8], 0.3, 0.9);
    BYTES(at);
    RETURNS(double);
    CHECK(ret = f(4, x, y, at), ret = f_d(4, x, x_d, y, y_d, at, &ret_d),
          ret = f_b(4, x, x_b, y, y_b, at, ret_b));
    return check_status();
}
