/* _Generic chooses the function; the macros of tgmath.h choose the variant of the type. */
// RUN: %run-all %s
#include "check.h"
#include <tgmath.h>
static float squaref(float x) { return x * x; }
static double square(double x) { return x * x; }
#define SQUARE(x) _Generic((x), float: squaref, default: square)(x)

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    float y = 0.5f;
    double s = 0;
    long double l = x[0];

    for (int i = 0; i < n; i++) {
        s += SQUARE(x[i]) * SQUARE(y) + sin(x[i]) * pow(x[i], 2) + (double)exp(l * x[i]);
        l += sqrt(l);
    }
    return s + fabs(s) * cos(y);
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
