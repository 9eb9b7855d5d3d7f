/* Tables of pointers to tables, of file scope and of a function; a pointer leads to them or to the input. */
// RUN: %run-all %s
#include "check.h"

static const double low[3] = {1, 2, 3}, high[3] = {4, 5, 6};
static const double *const rows[] = {low, high, low + 1};
static const struct {
    const double *at;
    double scale;
} items[2] = {{high, 0.5}, {low, 0.25}};

static double inner(const double *x, int k)
{
    static const double own[2] = {0.5, 0.75};
    static const double *const choice[2] = {own, low};
    const double *p = k % 3 == 1 ? x : choice[k % 2];

    return p[0] * p[1] * x[k % 2];
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        const double *p = i % 3 == 2 ? x : rows[i % 3];

        if (i == 4)
            p = items[1].at;
        s += p[0] * p[1] * x[i % 2] * items[i % 2].scale + inner(x, i) * s;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [2], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
