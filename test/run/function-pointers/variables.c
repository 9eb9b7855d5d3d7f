/* A pointer that changes in a loop, is compared with NULL and with functions, and is called as (*g)(x). */
// RUN: %run-all %s
#include "check.h"

static double half(double x) { return 0.5 * x * x; }
static double cube(double x) { return x * x * x; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double (*g)(double) = NULL;
    double s = 1;

    for (int i = 0; i < n; i++) {
        if (g)
            s += (*g)(x[i]) * s;
        if (s > 2)
            g = g == half ? cube : half;
        else if (i > 2)
            g = 0;
        else
            g = &cube;
        x[i] *= s;
        s = (**g)(s * 0.4) + 1;
        if (!g)
            break;
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        INOUT(double, x, [6], 0.5, 1.5);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
