/* Compound literals of const arrays, with values that are active and with none. */
// RUN: %run-all %s
#include "check.h"

static double dot(const double *a, const double *b)
{
    return a[0] * b[0] + a[1] * b[1];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        const double *w = i % 2 ? x : (const double[]){x[i] * x[0], s, 1};
        s += w[0] * w[1];
        s += dot((const double[2]){x[i], s}, (const double[]){2, 0.5});
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
