/* Work space passed in: written before it is read, left as f leaves it. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

ADCC_ADJOINT(wrt(x), of(return, work))
ADCC_TANGENT(wrt(x), of(return, work))
double f(int n, const double *x, double *work)
{
    double *even = work, *odd = work + n;
    double s = 0;

    for (int i = 0; i < n; i++) {
        even[i] = x[i] * x[i];
        odd[i] = even[i] * x[0];
    }
    for (int i = 0; i < n; i++) {
        even[i] += odd[n - 1 - i];
        s += even[i] * odd[i];
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *work, double *work_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double *work, double *work_b, double return_b);

int main(void)
{
    double *w = malloc(8 * sizeof *w), *w_b = malloc(8 * sizeof *w), *w_d = malloc(8 * sizeof *w);

    IN(double, x, [4], 0.1, 0.8);
    RANGE(CHECK_OUT, double, w, 8, 0, 0);
    RETURNS(double);
    CHECK(ret = f(4, x, w), ret = f_d(4, x, x_d, w, w_d, &ret_d), ret = f_b(4, x, x_b, w, w_b, ret_b));
    free(w);
    free(w_b);
    free(w_d);
    return check_status();
}
