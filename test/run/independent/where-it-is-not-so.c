/* What the text shows to be shared by iterations is handled as without ADCC_INDEPENDENT, and what is around it. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

double last[2], calls;

static double note(double x, double *into)
{
    calls += x;
    *into = x * calls;
    return sin(x) * calls;
}

ADCC_ADJOINT(wrt(x), of(return, y))
ADCC_TANGENT(wrt(x), of(return, y))
double f(int n, const double *x, double *y)
{
    double t = 1.0, scratch[2] = {0.0}, s = 0.0;
    int k = 0;
    calls = 0.5;
    ADCC_NO_CHECKPOINT
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        t *= x[i];
        scratch[0] = t * scratch[1];
        scratch[1] = x[i] + 0.1 * scratch[0];
        last[i % 2] = t;
        y[k++] = scratch[1] * scratch[1] * t * y[i];
        s += note(y[i], &scratch[1]);
    }
    ADCC_INDEPENDENT
    for (int i = 0; i < n; i++) {
        if (i == 2)
            continue;
        y[i] *= y[i] * x[i];
    }
    return s * last[0] * y[0] * y[0];
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.5, 1.5);
    INOUT(double, y, [5], 0.5, 1.5);
    RETURNS(double);
    BYTES(last);
    BYTES(calls);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
