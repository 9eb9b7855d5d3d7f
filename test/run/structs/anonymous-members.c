/* Anonymous structs and unions inside structs. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct {
    int kind;
    struct { double x, y; };
    union {
        struct { double r, g, b; };
        double rgb[3];
    };
    double w;
} pixel;

static pixel mix(pixel a, const pixel *b, double t)
{
    a.x += b->y * t;
    for (int i = 0; i < 3; i++)
        a.rgb[i] = a.rgb[i] * (1 - t) + b->rgb[i] * t;
    a.w = a.r * a.g * a.b;
    return a;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    pixel p = {1, {x[0], x[1]}, {{x[2], x[3], x[4]}}, x[5]}, q = {.x = x[1] * x[1], .rgb = {x[0], 0.5, x[2]}};
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        pixel old = p;
        p = mix(i % 2 ? p : q, &old, x[i] * p.w);
        q = old;
        q.g *= p.x;
        s += p.w * q.y;
        x[i] += p.rgb[1] * old.b;
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
