/* A tagged union: which member is meant depends on the tag. */
// RUN: %run-all %s
#include "check.h"

struct value {
    enum { SCALAR, PAIR } kind;
    union {
        double scalar;
        double pair[2];
    } u;
};

static double size(const struct value *v)
{
    return v->kind == SCALAR ? v->u.scalar * v->u.scalar : v->u.pair[0] * v->u.pair[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(double x, double y, int k)
{
    struct value v = {.kind = SCALAR};

    v.u.scalar = x * y;
    if (k) {
        v.kind = PAIR;
        v.u.pair[0] = x;
        v.u.pair[1] = y + x;
    }
    return size(&v) * x;
}

double f_d(double x, double x_d, double y, double y_d, int k, double *return_d);
double f_b(double x, double *x_b, double y, double *y_b, int k, double return_b);

int main(void)
{
    for (int k = 0; k < 2; k++) {
        IN(double, x, , 0.3, 0.9);
        IN(double, y, , 0.3, 0.9);
        RETURNS(double);
        CHECK(ret = f(x, y, k), ret = f_d(x, x_d, y, y_d, k, &ret_d), ret = f_b(x, &x_b, y, &y_b, k, ret_b));
    }
    return check_status();
}
