/* An array of pointers is sorted by what they lead to: the shadows of the pointers move along. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

static int by_value(const void *a, const void *b)
{
    const double *const *x = a, *const *y = b;

    return (**x > **y) - (**x < **y);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double *p[6], s = 1;

    for (int i = 0; i < n; i++)
        p[i] = &x[n - 1 - i];
    for (int k = 0; k < 3; k++) {
        qsort(p, n, sizeof *p, by_value);
        for (int i = 0; i < n; i++) {
            s += *p[i] * s * (i + 1) * 0.1;
            *p[i] *= 0.4 * i + k * s;
        }
    }
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 7; n++) {
        INOUT(double, x, [6], 0.3, 1.5);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
