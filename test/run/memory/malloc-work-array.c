/* Work space from malloc, used and freed in the function. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double *w = malloc(n * sizeof *w), s = 0;

    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[n - 1 - i];
    for (int i = 0; i < n; i++) {
        w[i] *= w[0];
        s += w[i] * w[i];
    }
    free(w);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [4], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
