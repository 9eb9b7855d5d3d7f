/* Only the adjoint goes through a pointer that moved: its shadow has to be known all the same. */
// RUN: %run-all %s
#include "check.h"

struct view {
    double *at;
    int step;
};

static double pick(struct view *v)
{
    double r = 3.0 * *v->at;
    v->at += v->step;
    return r;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x, double *y)
{
    double s = 0.0;
    int k = 0;
    for (int i = 0; i < n; i++) {
        const double *p = x + k;
        struct view v = {y + i, 1 + k % 2};
        if (i % 2)
            p = y + i;
        s += 2.0 * *p;
        s += pick(&v);
        if (i + 2 < n)
            s -= pick(&v);
        k = (k + i) % n;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.2, 0.9);
    INOUT(double, y, [5], 0.2, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
