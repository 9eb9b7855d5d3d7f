/* Structs returned from inside loops, switches and branches. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x; int at; double y; } found;

static found find(const double *x, int n, double level)
{
    found best = {0, -1, 0};
    for (int i = 0; i < n; i++) {
        if (x[i] * level > 0.5)
            return (found){x[i] * x[i], i, level};
        if (x[i] > best.x)
            best = (found){x[i], i, best.x * level};
    }
    return best;
}

static found choose(int k, found a, found b)
{
    switch (k % 4) {
    case 0:
        return a;
    case 1:
        a.x *= b.y;
        break;
    case 2:
        b.x += a.x;
        return b;
    default:
        for (;;) {
            a.y *= 0.9;
            if (a.y < 0.2)
                return a;
        }
    }
    a.y += b.x;
    return a;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    double s = 0.0;
    for (int k = 0; k < 5; k++) {
        found a = find(x, n + k % 3, x[7]), b = find(x + 1, 3, x[6] * 2.0);
        found c = choose(k, a, b);
        s += c.x * c.y + a.x * b.x;
        x[k] *= 1.0 + 0.1 * c.x;
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
