/* A switch over a variable with one value, for which there is no case. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>

static double g(double a, double b)
{
    int m = 1;
    double w[4] = {0.5, -0.25, 1};
    {
        double v[m + 4];
        v[m] = sin(b);
        if (a < -0.2)
            return 0.3 * sqrt(1 + v[1] * b);
    }
    switch (m & 3) {
    case 2:
        a += 0.1 * atan(*w);
        break;
    }
    return cos(a * b);
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x)
{
    return g(x[0], x[1]) * g(x[1], x[0]);
}

double f_d(const double *x, const double *x_d, double *return_d);
double f_b(const double *x, double *x_b, double return_b);

int main(void)
{
    for (int i = 0; i < 4; i++) {
        IN(double, x, [2], -1, 1);
        RETURNS(double);
        CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    }
    return check_status();
}
