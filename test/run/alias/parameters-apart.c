/* Functions whose pointer parameters lead to storage of their own in every call, and functions of
 * which one call says otherwise: through the same array, a part of it, a struct, a variable of file
 * scope, an element passed by value, a pointer that is saved. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

struct grid {
    double *u, *v;
};
double shared[6];

static void apart(int n, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            c[i] += a[j] * b[i] * c[i] * 0.1;
}

static void twice(int n, double *a, double *b)
{
    for (int i = 0; i < n; i++) {
        a[i] *= b[n - 1 - i];
        b[i] += 0.5 * a[i] * b[i];
    }
}

static void halves(int n, double *a, double *b)
{
    for (int i = 0; i + 1 < n; i++) {
        a[i + 1] *= b[i];
        b[i] += a[i] * a[i + 1];
    }
}

static void in_struct(int n, struct grid *g, double *u)
{
    for (int i = 0; i < n; i++) {
        g->u[i] *= u[(i + 1) % n];
        u[i] += 0.3 * g->u[i] * g->v[i];
    }
}

static void global(int n, double *a)
{
    for (int i = 0; i < n; i++) {
        a[i] *= shared[(i + 1) % n];
        shared[i] += a[i] * 0.2;
    }
}

static double element(int n, double one, double *a)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        s += one * a[i] * one;
        a[i] = one * s;
    }
    return s;
}

static double follow(int n, double *a, double *b)
{
    double s = 0.0, *p = a;
    for (int i = 0; i < n; i++) {
        s += *p * b[i];
        *p *= b[i];
        p = a[i] > 0.45 ? a + i : &a[n - 1]; /* kept for the way back */
    }
    return s + *p;
}

static double descend(int n, double *a, double *b)
{
    for (int i = 0; i < n; i++)
        a[i] = a[i] * b[i] + 0.1 * b[i] * b[i];
    return n > 2 ? descend(n - 1, b, a + 1) : a[0] * b[1];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double a[n], b[n], c[n], s = 0.0;
    struct grid g = {a, b};
    for (int i = 0; i < n; i++) {
        a[i] = sin(x[i]);
        b[i] = cos(y[i]);
        c[i] = x[i] * y[i];
    }
    apart(n, a, b, c);
    apart(n, b, c, a);
    twice(n, a, b);
    twice(n, c, c);
    halves(3, a, a + 2);
    halves(n, b, c);
    in_struct(n, &g, c);
    in_struct(n, &g, a);
    for (int i = 0; i < n; i++)
        shared[i] = a[i];
    global(n, c);
    global(n, shared);
    s += element(n, b[1], b);
    s += element(n, c[0], a);
    s += follow(n, a, c);
    s += descend(n, c, b);
    apart(n, x, a, y);
    for (int i = 0; i < n; i++)
        s += a[i] * b[i] + c[i] * shared[i];
    return s;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [5], 0.2, 0.6);
    INOUT(double, y, [5], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), ret = f_b(5, x, x_b, y, y_b, ret_b));
    return check_status();
}
