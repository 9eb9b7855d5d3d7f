/* Characters in structs with reals change as characters do. */
// RUN: %run-all %s
#include <stdlib.h>
#include <string.h>
#include "check.h"

typedef struct { double v[3]; char path[8]; unsigned char flag; } C;
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, const double *x)
{
    C c[4];
    memset(c, 0, sizeof c);
    double s = 0;
    for (int i = 0; i < 4; i++) {
        C *p = &c[i];
        for (int k = 0; k < 3; k++)
            p->v[k] = x[(i + k) % n];
        p->path[i] |= 3;
        p->flag |= 1 << i;
        p->path[i + 1]++;
    }
    for (int i = 0; i < 4; i++)
        if (c[i].path[i] & 1)
            s += c[i].v[0] * c[i].v[1] * c[i].flag;
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 6; n++) {
        IN(double, x, [6], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
