// What an initialiser converts stays converted where the variable's value is written out.
// RUN: %run-all %s
#include "check.h"
#include <math.h>

static float stairs(float x)
{
    int n = floor(x);
    if (n % 2 == 0)
        return x * x;
    return x * (n / 2) + x * x * x;
}

static double mixed(double x, double y)
{
    int i = 3.0 * y;
    float f = x / 3.0;
    double one = 1, k = i / 2;
    double half = one / 2;
    return x * x * half * (i / 2) + f * f * f + k * x * y * y;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double x[n], double y)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        int j = x[i] * 1.9;
        double w = x[i] * x[i];
        s += stairs(3.7 * i + x[i]) * w + mixed(x[i], y) * (j % 3) + x[i] * x[i] * (j / 2);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double y, double *return_d);
double f_b(int n, const double *x, double *x_b, double y, double return_b);

int main(void)
{
    check_tolerance(1e-5, 0); /* floats */
    IN(double, x, [5], 1.1, 1.4);
    RETURNS(double);
    CHECK(ret = f(5, x, 2.5), ret = f_d(5, x, x_d, 2.5, &ret_d), ret = f_b(5, x, x_b, 2.5, ret_b));
    return check_status();
}
