/* Constant tables, local and at file scope, also of two dimensions. */
// RUN: %run-all %s
#include "check.h"

static const double weight[3] = {0.25, 0.5, 0.25};
const int stride = 2;

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    static const double node[2][3] = {{-1, 0, 1}, {2, 3, 4}};
    double s = 0;

    for (int i = 0; i < n; i++)
        s += weight[i % 3] * x[i] * (x[i] - node[i % stride][i % 3]);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
