/* A function that takes the address of an element of its window, and reads beyond it: the element
 * before the window of the other parameter, which the iteration before wrote. */
// RUN: %run-all %s
#include "check.h"

static void recur(int n, const double *w, double *a, double *b)
{
    for (int i = 0; i < n; i++)
        b[i] = w[i] + 0.5 * (&a[i])[n - 1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *w, const double *x)
{
    double now[8], s = 0.0;
    for (int i = 0; i < 2 * n; i++)
        now[i] = x[i];
    recur(n, w, now, now + n);
    for (int i = 0; i < 2 * n; i++)
        s += now[i] * now[i];
    return s;
}

double f_d(int n, const double *w, const double *w_d, const double *x, const double *x_d,
           double *return_d);
double f_b(int n, const double *w, double *w_b, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, w, [4], 0.4, 0.9);
    IN(double, x, [8], 0.2, 0.8);
    RETURNS(double);
    CHECK(ret = f(4, w, x), ret = f_d(4, w, w_d, x, x_d, &ret_d),
          ret = f_b(4, w, w_b, x, x_b, ret_b));
    return check_status();
}
