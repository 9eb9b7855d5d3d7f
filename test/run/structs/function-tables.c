/* Structs of pointers to functions that take and return structs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
typedef struct { pair (*map)(pair, double); double k; } layer;

static pair shear(pair p, double k) { return (pair){p.x + k * p.y, p.y}; }
static pair bend(pair p, double k) { return (pair){sin(k * p.x), p.y * p.x}; }

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    layer net[4] = {{shear, 0}, {bend, 0}, {bend, 0}, {shear, 0}};
    for (int i = 0; i < 4; i++)
        net[i].k = x[i] * x[i + 1];
    pair p = {x[5], x[6]};
    for (int i = 0; i < n; i++) {
        layer l = net[i];
        p = l.map(p, l.k);
        x[i] *= p.x;
    }
    return p.x * p.y;
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
