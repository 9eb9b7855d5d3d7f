/* A callee gets the address of one element and the whole array. */
// RUN: %run-all %s
#include "check.h"

static void mix(double *one, double *all)
{
    *one += all[0] * all[1];
    all[2] = *one * *one;
    *one *= all[2];
}

ADCC_ADJOINT()
ADCC_TANGENT()
void f(double *x)
{
    for (int i = 0; i < 4; i++)
        mix(&x[i], x);
}

void f_d(double *x, double *x_d);
void f_b(double *x, double *x_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.6);
    CHECK(f(x), f_d(x, x_d), f_b(x, x_b));
    return check_status();
}
