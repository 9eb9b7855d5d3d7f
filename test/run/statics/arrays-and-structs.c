/* Static arrays and structs of functions, one with a type of its own, written and read back. */
// RUN: %run-all --whole %s
#include "check.h"

struct pair {
    double a, b;
};

static double delay(double x)
{
    static double line[3] = {0.5, 0.25, 0.125};
    double last = line[2];

    for (int i = 2; i > 0; i--)
        line[i] = line[i - 1] * x;
    line[0] = x;
    return last;
}

static struct pair *moments(double x)
{
    static struct pair m = {.b = 1};
    static struct {
        double sum;
        int n;
    } all;

    all.sum += x;
    m.a = all.sum / ++all.n;
    m.b *= m.a;
    all.sum = all.n > 2 ? 0 : all.sum;
    all.n %= 3;
    return &m;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        struct pair *m = moments(x[i]);

        s += delay(m->a * x[i]) * m->b;
        m->b = x[i];
    }
    for (int i = 0; i < 3; i++)
        delay(i + 1);
    moments(0)->b = 1;
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.3, 1);
    RETURNS(double);
    f(5, x);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
