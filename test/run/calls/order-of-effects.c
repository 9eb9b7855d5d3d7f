/* Calls with effects in one statement happen in the order that C fixes. */
// RUN: %run-all %s
#include "check.h"

static double next(double *state)
{
    *state = *state * 1.25 + 0.5;
    return *state;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    double s = x;
    double a = next(&s);
    double b = (next(&s), next(&s) * a);
    double c = next(&s) > 100 ? next(&s) : s * next(&a);

    a = next(&s) > 0 && next(&a) > 1 ? c * a : c;
    return a + b * c;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    static const double at[] = {0.3, -5, 40, -1};

    for (int i = 0; i < 4; i++) {
        IN(double, x, , 0.2, 0.9);
        RETURNS(double);

        x = at[i];
        CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    }
    return check_status();
}
