/* Elements that compare equal but are not: zeros of both signs, and equal keys; bytes stay as qsort has them. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

static int whole_part(const void *a, const void *b)
{
    return (int)*(const double *)a - (int)*(const double *)b;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *z)
{
    double s = 0;

    for (int i = 0; i < 4; i++)
        z[i] *= 0 * x[0] - (i % 2);
    qsort(z, 4, sizeof *z, whole_part);
    qsort(x, n, sizeof *x, whole_part);
    for (int i = 0; i < n; i++)
        s += x[i] * (i + 1) + z[i % 4] * x[i];
    return s;
}

double f_d(int n, double *x, double *x_d, double *z, double *z_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *z, double *z_b, double return_b);

int main(void)
{
    for (int n = 1; n < 30; n += 7) {
        INOUT(double, x, [30], 0.1, 4.9);
        INOUT(double, z, [4], 0.1, 0.9);
        RETURNS(double);
        check_tolerance(1e-10, 1e-4);
        CHECK(ret = f(n, x, z), ret = f_d(n, x, x_d, z, z_d, &ret_d),
              ret = f_b(n, x, x_b, z, z_b, ret_b));
    }
    return check_status();
}
