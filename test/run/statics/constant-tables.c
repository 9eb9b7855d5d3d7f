/* Static tables of functions that nothing writes, const or not: no need of one file. */
// RUN: %run-all %s
#include "check.h"

static double weight(int i, double x)
{
    static const double gauss[] = {0.5, 0.25, 0.125, 0.0625};
    static double powers[4] = {1, 2, 4, 8};
    static const double *const rows[2] = {gauss, gauss + 2};
    static const struct {
        const char *name;
        double scale;
    } units[] = {{"m", 1}, {"km", 1e3}};

    return gauss[i % 4] * powers[i % 4] * x * x + rows[i % 2][1] * x * units[1].scale * 1e-3 +
           (units[0].name[0] == 'm' ? x : 0);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    static const int order[5] = {4, 2, 0, 1, 3};
    double s = 1;

    for (int i = 0; i < n; i++)
        s *= weight(i, x[order[i]]) * s;
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
