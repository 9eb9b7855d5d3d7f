/* Pointers that move through a function's own arrays and structs, in recursion and loops, with early returns. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

struct ring {
    double at[3];
    double *next;
};

static double turn(struct ring *r, double x)
{
    double old = *r->next;
    *r->next = x * old + 0.5;
    r->next = r->next == r->at + 2 ? r->at : r->next + 1;
    return old * x;
}

static double walk(int depth, int n, const double *x)
{
    double w[4] = {0.1, x[0]}, *p = w, s = 0.0;
    struct ring r = {{x[0], x[1], 0.5}, 0};
    r.next = r.at + depth % 3;
    for (int i = 0; i < n; i++) {
        double v[2] = {x[i], s}, *q = i % 2 ? v : w + 2;
        *p = *p * 0.5 + x[i] * turn(&r, x[i]);
        p = p == w + 3 ? w : p + 1;
        q[0] += sin(*p);
        q = q == v ? v + 1 : w;
        s += *q * x[i] + v[0];
        if (s > 50.0)
            return s;
    }
    if (depth == 0)
        return s * w[1] + r.at[0];
    return s + walk(depth - 1, 4, w) * walk(depth - 1, 3, r.at);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    return walk(2, n, x) + walk(0, n - 1, x + 1);
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [5], 0.1, 0.9);
    RETURNS(double);
    CHECK(ret = f(5, x), ret = f_d(5, x, x_d, &ret_d), ret = f_b(5, x, x_b, ret_b));
    return check_status();
}
