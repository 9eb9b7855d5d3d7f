/* Structs that are const or passed as const, with copies that are not. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double k, x; } scaled;

static double use(const scaled s) { return s.k * s.x * s.x; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        const scaled a = {x[0] * x[i], x[1]};
        const scaled b = a, c = i % 2 ? a : b;
        scaled d = c;
        d.x *= b.k;
        const scaled *p = i % 3 ? &d : &b;
        s += use(d) * use(*p) + use(c);
        x[i] += s;
    }
    return s;
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
