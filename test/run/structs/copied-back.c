/* Copies of parts: a member struct to another member, an element to a member, overlapping pointers. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { double x, y; } pair;
typedef struct { pair a, b, list[3]; pair *at; } box;

static void shift(box *p, const box *q)
{
    p->a = q->b;
    p->b = q->list[1];
    p->list[1] = p->a;
    *p->at = q->a;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    box p = {{x[0], x[1]}, {x[2], x[3]}, {{x[4], 0}, {x[5], 1}, {x[6], 2}}, 0}, q;
    p.at = &p.list[2];
    double s = 0.0;
    for (int i = 0; i < n; i++) {
        q = p;
        q.at = i % 2 ? &q.a : q.list;
        shift(&p, &p);
        shift(&q, &p);
        p.list[i % 3].x *= q.a.y;
        p.at = &p.list[i % 3];
        s += p.a.x * p.b.y + q.at->x * p.at->x;
        p.b = *q.at;
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
