/* What the first writes of parts of new memory overwrite is nobody's value. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stdlib.h>

struct node {
    double value, more[2];
    struct {
        int k;
        double u[2];
    } in[2];
};

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        struct node *p = malloc(sizeof *p);
        p->more[0] = p->more[1] = x[i];
        p->in[1].u[0] = sin(x[i]);
        p->in[1].u[1] = x[0];
        p->in[1].u[0] = p->more[0] * p->in[1].u[0];
        double *q = malloc(4 * sizeof *q);
        q[0] = x[0];
        *q = q[0] * x[i];
        q[1] = p->in[1].u[1] * *q;
        s += q[1] * *q * p->in[1].u[0];
        free(p);
        free(q);
    }
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        IN(double, x, [4], -1, 1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
