/* Structs are assigned, initialised, returned and passed by value. */
// RUN: %run-all %s
#include "check.h"

typedef struct {
    double x, y;
} vec;

static vec add(vec a, vec b)
{
    return (vec){a.x + b.x, a.y * b.y};
}

static double norm2(const vec *v)
{
    return v->x * v->x + v->y * v->y;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(vec a, vec *u)
{
    vec b = a, c = {.y = b.x};

    c.x = u->y;
    b = add(b, c);
    *u = add(*u, b);
    c = *u;
    return norm2(&c) * a.x + b.y;
}

double f_d(vec a, vec a_d, vec *u, vec *u_d, double *return_d);
double f_b(vec a, vec *a_b, vec *u, vec *u_b, double return_b);

int main(void)
{
    vec a, a_b, a_d, u, u_b, u_d;
    double *p = &a.x, *p_b = &a_b.x, *p_d = &a_d.x, *q = &u.x, *q_b = &u_b.x, *q_d = &u_d.x;

    RANGE(CHECK_IN, double, p, 2, 0.3, 1);
    RANGE(CHECK_INOUT, double, q, 2, 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(a, &u), ret = f_d(a, a_d, &u, &u_d, &ret_d), ret = f_b(a, &a_b, &u, &u_b, ret_b));
    return check_status();
}
