/* Definitions in the old style, of what is differentiated and of what it calls. */
// RUN: %run-all --flag=-Wno-deprecated-non-prototype %s
#include "check.h"
static double scale(x, k, a)
double x;
int k;
const double *a;
{
    return x * a[k] * k;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(n, x)
int n;
const double *x;
{
    double s = 0;

    for (int i = 0; i < n; i++)
        s += scale(x[i] + s, i, x);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
