/* Structs with arrays and pointers to the same storage, copied, returned, eaten, on the heap. */
// RUN: %run-all --flag=-w %s
#include "check.h"
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
typedef struct {
    double v[3];
    double *far;
    int k;
} box;
static box fill(const double *x, double *far)
{
    box b;
    for (int i = 0; i < 3; i++)
        b.v[i] = x[i] * (i + 1);
    b.far = far;
    b.k = 1;
    return b;
}
static double eat(box b, int m)
{
    double s = 0;
    for (int i = 0; i < m; i++)
        s += b.v[i % 3] * b.far[i];
    b.far[0] += 0.1 * s;
    return s;
}
ADCC_ADJOINT(wrt(x, y), of(return, x, y))
ADCC_TANGENT(wrt(x, y), of(return, x, y))
double f(int n, double *x, double *y)
{
    double s = 0;
    if (n < 3)
        return x[0] * y[0];
    for (int i = 0; i + 2 < n; i++) {
        box b = fill(x + i, y), c = b;
        c.v[1] *= s + 1;
        if (i % 2)
            b = c;
        s += eat(b, n) * c.v[1];
        x[i] = b.v[2] * 0.2;
    }
    box *h = malloc(2 * sizeof *h);
    h[0] = fill(x, y);
    h[1] = h[0];
    h[1].v[0] = s;
    memcpy(h[0].v, h[1].v, sizeof h[0].v);
    s += eat(h[0], 3) + h[1].v[2];
    free(h);
    return s;
}

double f_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double f_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);
int main(void)
{
    for (int n = 5; n >= 0; n -= 2 + (n == 1)) {
        INOUT(double, x, [6], 0.2, 0.7);
        INOUT(double, y, [6], 0.2, 0.7);
        RETURNS(double);
        CHECK(ret = f(n, x, y), ret = f_d(n, x, x_d, y, y_d, &ret_d),
              ret = f_b(n, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
