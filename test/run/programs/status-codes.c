/* Work arrays freed before the copy of them is used, and early returns with a status. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double work(const double *x, int n, int *status)
{
    double *a = malloc((size_t)n * sizeof *a), *b;
    if (!a) {
        *status = 1;
        return 0;
    }
    for (int i = 0; i < n; i++)
        a[i] = exp(-x[i]);
    if (a[0] > 10) {
        free(a);
        *status = 2;
        return 1;
    }
    b = malloc((size_t)n * sizeof *b);
    memcpy(b, a, (size_t)n * sizeof *b);
    free(a);
    double s = 0;
    for (int i = 0; i < n; i++) {
        b[i] *= b[(i + 1) % n];
        s += b[i];
    }
    *status = 0;
    free(b);
    return s;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    int st;
    double s = 0;
    for (int k = 1; k <= n; k++) {
        double t = work(x, k, &st);
        if (st)
            return t;
        s = s * t + t;
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
