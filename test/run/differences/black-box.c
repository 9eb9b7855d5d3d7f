/* ADCC_DIFFERENCES: arrays read and written, values, integers behind pointers, all three formulas. */
// RUN: %run-all --adcc=-w --link=%S/Inputs/unseen.c %s
// RUN: %run-all --adcc=-w --embed --link=%S/Inputs/unseen.c %s
#include <math.h>
#include "check.h"

double norm(int n, const double *x, double k, double *y, int *calls);
void smooth(int n, double u[n], const float w[3]);
float root(float x);
ADCC_DIFFERENCES(norm, central, 1e-5, x[n], y[n], calls[1])
ADCC_DIFFERENCES(smooth, central, 1e-5)
ADCC_DIFFERENCES(root, forward, 2e-3f)

static double inner(int n, double *x, double k, int *calls)
{
    double y[4];
    for (int i = 0; i < n; i++)
        y[i] = x[i] * k;
    double s = norm(n, x, k * k, y, calls);
    for (int i = 0; i < n; i++)
        s += y[i] * y[i] * (i + 1);
    return s;
}

ADCC_ADJOINT(wrt(x[n], k, w[3]))
ADCC_TANGENT(wrt(x[n], k, w[3]))
double f(int n, double *x, double k, const float *w, int *calls)
{
    double s = 0;
    for (int i = 0; i < 2; i++) {
        smooth(n, x, w);
        s += inner(n, x, k, calls) * root(w[i]);
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double k, double k_d, const float *w, const float *w_d,
           int *calls, double *return_d);
double f_b(int n, double *x, double *x_b, double k, double *k_b, const float *w, float *w_b,
           int *calls, double return_b);

int main(void)
{
    int calls = 0;
    check_tolerance(2e-3, 5e-3);
    INOUT(double, x, [4], 0.5, 1);
    IN(double, k, , 0.5, 1);
    IN(float, w, [3], 0.5, 1);
    BYTES(calls);
    RETURNS(double);
    CHECK(ret = f(4, x, k, w, &calls), ret = f_d(4, x, x_d, k, k_d, w, w_d, &calls, &ret_d),
          ret = f_b(4, x, x_b, k, &k_b, w, w_b, &calls, ret_b));
    return check_status();
}
