/* Copies of structs of which nothing is used, or a pointer alone. */
// RUN: %run-all %s
#include "check.h"

typedef struct {
    double a, v[4];
    double *at;
} record;

static double unused(const record *p, int n)
{
    double w[2] = {0.5, p->a};
    record copy = *p;

    (void)copy;
    return w[n & 1] * w[0];
}

static double pointer_alone(const record *p, double k, int n)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        record copy = n > 2 ? *p : *p;
        double *q = copy.at;
        s += k * q[i];
    }
    return s;
}

ADCC_ADJOINT(wrt(x), of(return, x))
ADCC_TANGENT(wrt(x), of(return, x))
double f(double x[4])
{
    record r = {.at = x, .a = x[1]};
    double s = unused(&r, 3) + pointer_alone(&r, 2.5, 3);

    r.at[1] = s * s;
    return s * r.at[1];
}

double f_d(double x[4], double x_d[4], double *return_d);
double f_b(double x[4], double x_b[4], double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
