/* A static local variable keeps its value from call to call: it is a constant to each of them. */
// RUN: %run-all --whole %s
#include "check.h"

static double *where;

/* A filter: what it remembers decides what comes out. */
ADCC_ADJOINT()
ADCC_TANGENT()
double filter(double x)
{
    static double y = 0.5;
    static int n;

    where = &y;
    y = 0.75 * y * y + x;
    return ++n > 2 ? y * x : y;
}

double filter_d(double x, double x_d, double *return_d);
double filter_b(double x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, , 0.3, 0.9);
    RETURNS(double);
    filter(1);
    filter(2);
    filter(3);
    check_range(CHECK_BYTES, "y", 1, (void *)where, NULL, NULL, sizeof *where, 0, 0);
    CHECK(ret = filter(x), ret = filter_d(x, x_d, &ret_d), ret = filter_b(x, &x_b, ret_b));
    return check_status();
}
