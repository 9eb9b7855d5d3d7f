/* A pointer may lead to a static table of the function or to what is differentiated. */
// RUN: %run-all %s
#include "check.h"

static double twice(const double *p, double x)
{
    return p[0] * p[1] * x;
}

static double pick(int k, const double *u, double x)
{
    static const double table[4] = {1, 2, 3, 4};
    const double *p = k % 2 ? table + k % 3 : u;
    double w[2] = {x, x * x};

    for (int i = 0; i < 3; i++) {
        x = twice(p, x) + 0.25;
        p = i == k ? w : p;
    }
    return x;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *u)
{
    double s = 1;

    for (int i = 0; i < n; i++)
        s = pick(i, u + i, s * 0.125) * u[i];
    return s;
}

double f_d(int n, const double *u, const double *u_d, double *return_d);
double f_b(int n, const double *u, double *u_b, double return_b);

int main(void)
{
    IN(double, u, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(5, u), ret = f_d(5, u, u_d, &ret_d), ret = f_b(5, u, u_b, ret_b));
    return check_status();
}
