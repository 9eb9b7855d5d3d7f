/* A union handed in by the caller: the member that is used, read and written. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

typedef union { double v[3]; struct { double x, y, z; }; ADCC_INACTIVE long key[3]; } point;

static void turn(point *p)
{
    double t = p->x;
    p->x = -p->v[1] * p->z;
    p->v[1] = t;
}

static double run(point *p, int n)
{
    point old = *p;
    for (int i = 0; i < n; i++) {
        turn(p);
        p->v[i % 3] *= old.z;
        old = *p;
    }
    return old.x * p->y;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, point *p)
{
    return run(p, n);
}

double f_d(int n, point *p, point *p_d, double *return_d);
double f_b(int n, point *p, point *p_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        point p, p_b, p_d;
        double *v = p.v, *v_b = p_b.v, *v_d = p_d.v;
        RANGE(CHECK_INOUT, double, v, 3, 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, &p), ret = f_d(n, &p, &p_d, &ret_d), ret = f_b(n, &p, &p_b, ret_b));
    }
    return check_status();
}
