/* Scalars live across iterations: recurrences, previous values, running products. */
// RUN: %run-all %s
#include "check.h"

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    double before = 1, now = x[0], product = 1;

    for (int i = 0; i < n; i++) {
        double next = now * x[i] + before;

        before = now;
        now = next;
        product *= now - before / 2;
    }
    return product + now;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.2, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
