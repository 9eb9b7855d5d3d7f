/* Assignments between elements that may be one object, through pointers, swaps. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double v[2]; int n; double w; } item;

static void set(item *to, const item *from) { *to = *from; }
static void swap(item *a, item *b)
{
    item t = *a;
    *a = *b;
    *b = t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    item a[3];
    for (int i = 0; i < 3; i++)
        a[i] = (item){{x[i], x[i + 1] * x[i]}, i, sin(x[i + 2])};
    for (int i = 0; i < n; i++) {
        a[i % 3] = a[(2 * i) % 3];
        a[i % 3].w *= a[1].v[0] + a[2].v[1];
        set(&a[(i + 1) % 3], &a[(i * i + 1) % 3]);
        swap(&a[0], &a[i % 3]);
        swap(&a[1], &a[2]);
        a[2].v[1] *= a[0].w * a[0].w;
        item *p = &a[i % 2], *q = a;
        *p = *q;
        p->v[0] = p->v[0] * p->w;
    }
    double s = 0.0;
    for (int i = 0; i < 3; i++)
        s += a[i].v[0] * a[i].v[1] * (1 + a[i].n) + a[i].w * x[i];
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
