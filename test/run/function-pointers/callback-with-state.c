/* An integrator takes the right-hand side as a callback with a void pointer. */
// RUN: %run-all %s
#include "check.h"

typedef double rhs(double t, double y, const void *user);

static double decay(double t, double y, const void *user)
{
    const double *p = user;

    return -p[0] * y + p[1] * t;
}

static double euler(rhs *g, const void *user, double y, int steps)
{
    for (int i = 0; i < steps; i++)
        y += 0.1 * g(0.1 * i, y, user);
    return y;
}

ADCC_ADJOINT(wrt(y, p), of(return))
ADCC_TANGENT(wrt(y, p), of(return))
double f(double y, const double *p)
{
    return euler(decay, p, y, 7);
}

double f_d(double y, double y_d, const double *p, const double *p_d, double *return_d);
double f_b(double y, double *y_b, const double *p, double *p_b, double return_b);

int main(void)
{
    IN(double, y, , 0.3, 0.9);
    IN(double, p, [2], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(y, p), ret = f_d(y, y_d, p, p_d, &ret_d), ret = f_b(y, &y_b, p, p_b, ret_b));
    return check_status();
}
