/* Structs with reals and pointers, copied, moved and overwritten as blocks. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct item {
    double value;
    double *at;
    int n;
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct item a[4], b[4];
    double w[6], s = 0;

    for (int i = 0; i < n; i++)
        w[i] = x[i] * x[i];
    for (int i = 0; i < 4; i++)
        a[i] = (struct item){x[i], w + i, i};
    memcpy(b, a, sizeof b);
    memmove(a + 1, a, 3 * sizeof *a);
    memcpy(&a[0], &b[3], sizeof a[0]);
    for (int i = 0; i < 4; i++)
        s += a[i].value * *a[i].at * b[i].at[1] + b[i].value * a[i].n;
    return s;
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
