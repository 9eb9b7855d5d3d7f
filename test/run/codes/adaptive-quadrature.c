/* Adaptive Simpson integration: recursion whose depth depends on the integrand. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static double g(double x, const double *p)
{
    return exp(-p[0] * x * x) * cos(p[1] * x);
}

static double simpson(double a, double b, const double *p)
{
    return (b - a) / 6 * (g(a, p) + 4 * g((a + b) / 2, p) + g(b, p));
}

static double adapt(double a, double b, const double *p, double whole, int depth)
{
    double m = (a + b) / 2, left = simpson(a, m, p), right = simpson(m, b, p);

    if (depth == 0 || fabs(left + right - whole) < 1e-5)
        return left + right + (left + right - whole) / 15;
    return adapt(a, m, p, left, depth - 1) + adapt(m, b, p, right, depth - 1);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double integral(double a, double b, const double *p)
{
    return adapt(a, b, p, simpson(a, b, p), 12);
}

double integral_d(double a, double a_d, double b, double b_d, const double *p, const double *p_d,
                  double *return_d);
double integral_b(double a, double *a_b, double b, double *b_b, const double *p, double *p_b, double return_b);

int main(void)
{
    IN(double, a, , -1, 0);
    IN(double, b, , 1, 3);
    IN(double, p, [2], 0.5, 2);
    RETURNS(double);
    CHECK(ret = integral(a, b, p), ret = integral_d(a, a_d, b, b_d, p, p_d, &ret_d),
          ret = integral_b(a, &a_b, b, &b_b, p, p_b, ret_b));
    return check_status();
}
