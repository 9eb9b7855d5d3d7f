/* A pointer to a parameter taken by value, in a function that returns early. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"
typedef struct { double v[3]; int left; } work;
static double weight(work w)
{
    for (int i = 0; i < 3; i++) {
        if (i == w.left)
            return w.v[i];
        w.v[i] += w.v[(i + 1) % 3];
        w.v[(i + 1) % 3] *= w.v[i];
    }
    work *p = &w;
    p->v[1] = p->v[0] * w.v[2];
    return w.v[1];
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    work w = {{x[0], x[1], x[2]}, n % 4};
    return weight(w);
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
