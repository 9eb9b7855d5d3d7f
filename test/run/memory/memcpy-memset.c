/* memcpy, memmove and memset on active memory. */
// RUN: %run-all %s
#include <string.h>
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
void f(int n, double *x, double *y)
{
    double w[8];

    memcpy(w, x, n * sizeof *w);
    memmove(x + 1, x, (n - 1) * sizeof *x);
    memset(y, 0, n * sizeof *y);
    for (int i = 0; i < n; i++) {
        y[i] += w[i] * x[i];
        x[i] *= w[n - 1 - i];
    }
}

void f_d(int n, double *x, double *x_d, double *y, double *y_d);
void f_b(int n, double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    INOUT(double, x, [4], 0.3, 1);
    OUT(double, y, [4]);
    CHECK(f(4, x, y), f_d(4, x, x_d, y, y_d), f_b(4, x, x_b, y, y_b));
    return check_status();
}
