/* A loop in runs calls what also changes an array that does not exist here. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

static double smooth(int n, double *a)
{
    double s = 0;
    for (int i = 1; i < n; i++) {
        s += sin(a[i] * a[i - 1]);
        a[i] *= 0.8 * a[i - 1];
    }
    return s;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double t = x[0];
    if (n % 2) {
        for (int i = 0; i < n; i++) {
            double v[6] = {t, x[1], x[2], x[3]};
            t = sin(t) + 0.1 * smooth(4, v);
            t = 0.5 * t + 0.3 * v[2];
        }
    } else {
        for (int i = 0; i < 3; i++) {
            double w[n + 2];
            for (int j = 0; j < n + 2; j++)
                w[j] = 0.5 * t + x[j % 4];
            t = cos(t) + 0.1 * smooth(n + 2, w) + 0.2 * w[1];
        }
    }
    return t;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        IN(double, x, [4], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
