/* One function called for several arrays, some needed in the reverse sweep and some not; what it
 * gets at goes through arguments, structs, variables of file scope and its own memory. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include "check.h"

struct pair {
    double *left, *right;
};
double shared[4];

static void scale(int n, double c, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] *= c;
}

static void square(int n, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] *= x[i];
}

static void swap_scale(int n, struct pair *p)
{
    double *keep = p->left;
    p->left = p->right;
    p->right = keep;
    scale(n, 0.5, p->left);
}

static void scale_shared(int n, double c)
{
    scale(n, c, shared);
}

static double *copy(int n, const double *x)
{
    double *y = malloc(n * sizeof *y);
    for (int i = 0; i < n; i++)
        y[i] = x[i];
    scale(n, 1.5, y);
    return y;
}

static double deeper(int n, int depth, double *x)
{
    double own[4] = {0.5, 0.25, 0.125, 1.0};
    if (depth == 0)
        return x[0] * x[n - 1];
    scale(n, 0.7, own);
    double s = own[0] * x[1];
    s += deeper(n, depth - 1, depth % 2 ? own : x);
    square(n, own);
    scale(n, 1.1, x);
    return s + own[1] * x[0];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x, double *y)
{
    double a[n], b[n], s = 0.0;
    struct pair p = {a, b};
    for (int i = 0; i < n; i++) {
        a[i] = sin(x[i]);
        b[i] = cos(y[i]);
    }
    scale(n, 2.0, a);
    scale(n, 3.0, b);
    for (int i = 0; i < n; i++)
        s += a[i] * a[i];
    scale(n, 0.5, b);
    scale(n, 0.25, a);
    square(n, b);
    for (int k = 0; k < 3; k++) {
        swap_scale(n, &p);
        s += p.left[k] * p.right[0];
    }
    for (int i = 0; i < n; i++)
        shared[i] = a[i];
    scale_shared(n, 1.5);
    s += shared[1] * b[1] * shared[2];
    scale_shared(n, 0.5);
    double *c = copy(n, a), *d = copy(n, b);
    s += c[0] * c[1] * d[2];
    scale(n, 1.3, d);
    s += deeper(n, 3, c) + d[0] * d[0];
    scale(n, 0.9, c);
    scale(n, 0.9, x);
    free(c);
    free(d);
    return s + x[0] * y[1];
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.2, 0.6);
    INOUT(double, y, [4], 0.2, 0.6);
    RETURNS(double);
    CHECK(ret = f(4, x, y), ret = f_d(4, x, x_d, y, y_d, &ret_d), ret = f_b(4, x, x_b, y, y_b, ret_b));
    return check_status();
}
