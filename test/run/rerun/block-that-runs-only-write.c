/* The state of a loop in runs has a block of memory that its iterations write and nobody reads. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>

typedef struct {
    double u;
    int tag;
} pair;

double total[2];

static pair step(pair a, double k)
{
    total[1] = total[1] * total[0] * k;
    a.u *= total[1];
    return a;
}

ADCC_ADJOINT(wrt(x, total), of(return, total))
ADCC_TANGENT(wrt(x, total), of(return, total))
double f(int n, const double *x)
{
    pair o = {x[0], n};
    pair *p = malloc(4 * sizeof *p);
    for (int i = 0; i < n; i++)
        p[i] = step(o, x[1]);
    free(p);
    return x[0] * total[1];
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);
extern double total_b[2], total_d[2];

int main(void)
{
    for (int n = 0; n < 4; n++) {
        double *t = total, *t_b = total_b, *t_d = total_d;
        IN(double, x, [2], 0.5, 1);
        RANGE(CHECK_INOUT, double, t, 2, 0.5, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
