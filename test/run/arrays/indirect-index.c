/* Gather and scatter through index arrays, with repeated indices. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x, y), of(y))
ADCC_TANGENT(wrt(x, y), of(y))
void f(int n, const int *from, const int *to, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[to[i]] += x[from[i]] * y[to[n - 1 - i]];
}

void f_d(int n, const int *from, const int *to, const double *x, const double *x_d, double *y, double *y_d);
void f_b(int n, const int *from, const int *to, const double *x, double *x_b, double *y, double *y_b);

int main(void)
{
    static const int from[] = {2, 0, 0, 1, 2, 2}, to[] = {0, 1, 1, 1, 2, 0};
    IN(double, x, [3], -1, 1);
    INOUT(double, y, [3], -1, 1);
    CHECK(f(6, from, to, x, y), f_d(6, from, to, x, x_d, y, y_d), f_b(6, from, to, x, x_b, y, y_b));
    return check_status();
}
