/* File-scope variables that are read only: scale, table, count, set by main. */
// RUN: %run-all %s
#include "check.h"

double scale = 2;
double offset[3];
int count;
extern const double *source;
const double *source = offset;

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double *x)
{
    double s = 0;

    for (int i = 0; i < count; i++)
        s += scale * x[i] * (x[i] + offset[i] * source[2]);
    return s;
}

double f_d(const double *x, const double *x_d, double *return_d);
double f_b(const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [3], 0.2, 1);
    RETURNS(double);

    count = 3;
    for (int i = 0; i < count; i++)
        offset[i] = i + 1;
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
