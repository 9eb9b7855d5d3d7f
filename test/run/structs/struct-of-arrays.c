/* A struct of arrays, by value and by pointer; parts of it copied. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

enum { M = 4 };
typedef struct { double pos[M], vel[M], mass[M]; int id[M]; double heat[M]; } cloud;

static void kick(cloud *c, double dt)
{
    cloud old = *c;
    for (int i = 0; i < M; i++) {
        for (int j = 0; j < M; j++)
            if (old.id[i] != old.id[j])
                c->vel[i] += dt * old.mass[j] * (old.pos[j] - old.pos[i]);
        c->pos[i] += dt * c->vel[i];
        c->heat[i] += c->vel[i] * c->vel[i];
    }
}

static double energy(cloud c)
{
    double e = 0.0;
    for (int i = 0; i < M; i++)
        e += 0.5 * c.mass[i] * c.vel[i] * c.vel[i] + c.heat[i] * 0.25;
    return e;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    cloud c = {.id = {0, 1, 2, 2}};
    double s = 0.0;
    for (int i = 0; i < M; i++) {
        c.pos[i] = x[i] * i;
        c.mass[i] = x[i + M];
    }
    for (int k = 0; k < n; k++) {
        kick(&c, 0.1 * x[0]);
        s += energy(c);
    }
    x[1] = c.pos[2];
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
