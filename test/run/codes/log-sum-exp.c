/* Softmax and log-sum-exp, stable: the maximum is taken out first. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, p))
ADCC_TANGENT(wrt(x), of(return, p))
double softmax(int n, const double *x, double *p)
{
    double max = x[0], sum = 0;

    for (int i = 1; i < n; i++)
        if (x[i] > max)
            max = x[i];
    for (int i = 0; i < n; i++)
        sum += p[i] = exp(x[i] - max);
    for (int i = 0; i < n; i++)
        p[i] /= sum;
    return max + log(sum);
}

double softmax_d(int n, const double *x, const double *x_d, double *p, double *p_d, double *return_d);
double softmax_b(int n, const double *x, double *x_b, double *p, double *p_b, double return_b);

int main(void)
{
    IN(double, x, [5], -1, 1);
    OUT(double, p, [5]);
    RETURNS(double);
    CHECK(ret = softmax(5, x, p), ret = softmax_d(5, x, x_d, p, p_d, &ret_d),
          ret = softmax_b(5, x, x_b, p, p_b, ret_b));
    return check_status();
}
