/* Pointers into a parameter's storage, in records of a function's own that memcpy overwrites: what
 * the reverse sweep takes from the tape is not derived from the parameter. */
// RUN: %run-all %s
#include <string.h>
#include "check.h"

struct view {
    double *at;
    int n;
};

static double shift(int n, double *a, const double *b)
{
    struct view v = {a, n}, other = {a + 1, n - 1};
    double s = 0.0;
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < v.n; i++) {
            a[i] = a[i] * b[i] + 0.1;
            s += v.at[i] * v.at[0] * a[n - 1];
        }
        struct view keep;
        memcpy(&keep, &v, sizeof keep);
        memcpy(&v, &other, sizeof v);
        memcpy(&other, &keep, sizeof other);
        v.at[0] *= s * 0.1;
    }
    return s + *other.at;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double a[n], b[n];
    for (int i = 0; i < n; i++) {
        a[i] = x[i] * x[i];
        b[i] = x[i] + y[i];
    }
    double s = shift(n, a, b);
    s += shift(n - 1, b, a);
    return s * a[0] + b[1];
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.6);
    INOUT(double, y, [4], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d), ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
