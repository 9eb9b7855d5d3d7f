/* A flexible array member keeps its values through an assignment of the struct. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef struct { int n; double scale; double at[]; } row;

static double sum(const row *r)
{
    double s = 0.0;
    for (int i = 0; i < r->n; i++)
        s += r->at[i] * r->at[i] * r->scale;
    return s;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    union { row r; double room[8]; } a, b;
    row *p = &a.r, *q = &b.r;
    p->n = q->n = n;
    p->scale = x[0] * x[1];
    q->scale = 1.0;
    for (int i = 0; i < n; i++) {
        p->at[i] = x[i];
        q->at[i] = x[i] * x[i + 1];
    }
    double s = sum(p) * sum(q);
    *q = *p;
    q->scale *= x[2];
    p->at[0] *= s;
    return sum(p) + sum(q) * s;
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
