/* The reverse half of a recursive function runs iterations again, with a tape of other types than its own. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double g(int n, double t)
{
    double s = 0.0;
    int steps = 3;
    if (n <= 0)
        return t * 0.5;
    while (t > 0.2) {
        t = t * 0.7 - 0.01 * g(n - 1, t);
        steps += n;
    }
    for (int i = 0; i < steps; i++) {
        double u = t * i;
        long k = 0;
        do {
            k += 1 + i % 2;
            u = u * sin(u) + k * t;
        } while (k < 3);
        s += u * u;
    }
    return s + t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    return g(2, x) + g(1, x * x);
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.5, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
