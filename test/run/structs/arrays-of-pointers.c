/* Arrays of pointers, and of structs with pointers, that the reverse of a block finds again. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double w, *at; } link;

static double bump(double *p) { *p *= 1.1; return *p * *p; }

static double walk(double *x, int n)
{
    double *w[3] = {x, x + 1, x + 2}, s = 0.0;
    link l[2] = {{x[3], x}, {x[4], x + 5}}, many[20];
    for (int i = 0; i < 20; i++)
        many[i] = (link){x[i % 4], x + i % 6};
    for (int i = 0; i < n; i++) {
        double *v[n + 1];
        for (int k = 0; k <= n; k++)
            v[k] = x + (i + k) % 5;
        s += bump(w[i % 3]) * *v[n] + l[i % 2].w * *l[i % 2].at;
        w[i % 3] = l[1].at;
        l[i % 2].at = x + i;
        l[1].w *= bump(v[0]);
        many[i].at = w[0];
        s += *many[i].at * many[i + 3].w * *many[n + 4].at;
        if (s > 8.0)
            return s + *w[1];
    }
    return s * *w[2] + *l[0].at * l[1].w * *many[0].at;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    return walk(x, n) * x[7];
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
