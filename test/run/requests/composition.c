/* f_b of two stages called one after the other in reverse order: the chain rule, with no glue. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT(wrt(x), of(y))
ADCC_TANGENT(wrt(x), of(y))
void first(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[(i + 1) % n];
}

ADCC_ADJOINT(wrt(y), of(return, y))
ADCC_TANGENT(wrt(y), of(return, y))
double second(int n, double *y)
{
    double s = 0;

    for (int i = 0; i < n; i++) {
        y[i] *= y[0];
        s += y[i];
    }
    return s;
}

void first_d(int n, const double *x, const double *x_d, double *y, double *y_d);
void first_b(int n, const double *x, double *x_b, double *y, double *y_b);
double second_d(int n, double *y, double *y_d, double *return_d);
double second_b(int n, double *y, double *y_b, double return_b);

int main(void)
{
    double w[3];

    IN(double, x, [3], 0.1, 0.9);
    OUT(double, y, [3]);
    RETURNS(double);
    CHECK(first(3, x, y); ret = second(3, y), first_d(3, x, x_d, y, y_d); ret = second_d(3, y, y_d, &ret_d),
          first(3, x, w); ret = second_b(3, w, y_b, ret_b); first_b(3, x, x_b, y, y_b);
          for (int i = 0; i < 3; i++) y[i] = w[i]);
    return check_status();
}
