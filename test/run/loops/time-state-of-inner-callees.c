/* The state of a time loop is at file scope, written by functions that its callees call. */
// RUN: %run-all %s
#include "check.h"

double taps[3];
int next;

static double filter(double v)
{
    taps[next++ % 3] += 0.3 * v;
    return taps[next % 3] * taps[1];
}

static double twice(double v)
{
    return filter(v) * filter(2.0 * v);
}

ADCC_ADJOINT(wrt(k, x), of(return))
ADCC_TANGENT(wrt(k, x), of(return))
double f(int n, double k, const double x[8])
{
    double sum = 0.0;
    taps[0] = taps[1] = taps[2] = k;
    for (int i = 0; i < n; i++)
        sum += twice(x[i]);
    taps[0] = taps[1] = taps[2] = 0.0;
    next = 0;
    return sum;
}

double f_d(int n, double k, double k_d, const double x[8], const double x_d[8], double *return_d);
double f_b(int n, double k, double *k_b, const double x[8], double x_b[8], double return_b);

int main(void)
{
    for (int n = 0; n <= 8; n += n < 2 ? 1 : 3) {
        IN(double, k, , 0.3, 0.9);
        IN(double, x, [8], 0.3, 0.9);
        RETURNS(double);
        BYTES(taps);
        BYTES(next);
        CHECK(ret = f(n, k, x), ret = f_d(n, k, k_d, x, x_d, &ret_d), ret = f_b(n, k, &k_b, x, x_b, ret_b));
    }
    return check_status();
}
