/* memcpy and memmove between members of structs and parts of arrays. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct state {
    double a[4], b[4];
    int k;
    double c;
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct state s = {{0}, {0}, 3, 0}, t[2];

    memcpy(s.a, x, sizeof s.a);
    memcpy(s.b + 1, x + 2, 2 * sizeof *x);
    memcpy(&s.c, &x[n - 1], sizeof s.c);
    for (int i = 0; i < 4; i++)
        s.a[i] *= s.b[i] + s.c;
    memmove(s.a + 1, s.a, 3 * sizeof s.a[0]);
    memcpy(&t[0], &s, sizeof s);
    memcpy(t + 1, t, sizeof *t);
    memcpy(t[1].b, t[0].a, sizeof t->a);
    memset(t[0].a, 0, sizeof t[0].a);
    return t[1].a[1] * t[1].b[3] + t[0].a[2] + t[1].b[1] * t[0].c * s.a[0];
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
