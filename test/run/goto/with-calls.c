/* goto in a loop around calls that keep values on the tape; the callee has gotos and an early return. */
// RUN: %run-all %s
#include "check.h"

static int refine(double *x, double *s)
{
    int n = 0;
more:
    *s += *x * *x;
    *x *= 0.8;
    if (*s < 1)
        return 0;
    if (n++ < 2)
        goto more;
    if (*s > 4)
        goto large;
    return n;
large:
    *x *= *s * 0.1;
    return -1;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0;
    int i = 0, state;

loop:
    if (i == n)
        goto done;
    state = refine(&x[i], &s);
    if (state < 0)
        goto fail;
    if (state == 0 && s < 0.7)
        goto loop;
    i++;
    goto loop;
fail:
    s *= x[i];
done:
    return s * s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 0; n < 6; n++) {
        INOUT(double, x, [6], 0.5, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
