/* A pure-looking function reads a global that changes between its calls. */
// RUN: %run-all %s
#include "check.h"

double rate;
int mode[2];

static double grow(double x)
{
    return mode[0] ? x * x * rate : x + rate * x;
}

static void tick(void)
{
    rate *= 1.5;
    mode[0] = !mode[0];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x)
{
    rate = 0.5;
    for (int i = 0; i < 4; i++) {
        x = grow(x) * grow(0.5 * x);
        tick();
    }
    rate = -1;
    return x;
}

double f_d(double x, double x_d, double *return_d);
double f_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.8, 1.8);
    RETURNS(double);
    BYTES(rate);
    BYTES(mode);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, &x_b, ret_b));
    return check_status();
}
