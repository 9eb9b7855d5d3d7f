/* Objects behind a first member: the type of the pointer says nothing of the reals behind it. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct shape;
struct ops {
    double (*area)(const struct shape *);
    void (*scale)(struct shape *, double);
    void (*drop)(struct shape *);
};
struct shape {
    const struct ops *ops;
};
struct circle {
    struct shape base;
    double r;
};
struct poly {
    struct shape base;
    int n;
    double *side;
};
static double circle_area(const struct shape *s)
{
    const struct circle *c = (const struct circle *)s;
    return 3.14 * c->r * c->r;
}
static void circle_scale(struct shape *s, double k)
{
    ((struct circle *)s)->r *= k;
}
static void circle_drop(struct shape *s)
{
    free(s);
}
static double poly_area(const struct shape *s)
{
    const struct poly *p = (const struct poly *)s;
    double a = 1;
    for (int i = 0; i < p->n; i++)
        a *= p->side[i];
    return a;
}
static void poly_scale(struct shape *s, double k)
{
    struct poly *p = (struct poly *)s;
    for (int i = 0; i < p->n; i++)
        p->side[i] *= k;
}
static void poly_drop(struct shape *s)
{
    free(((struct poly *)s)->side);
    free(s);
}
static const struct ops circles = {circle_area, circle_scale, circle_drop},
                        polys = {poly_area, poly_scale, poly_drop};
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct shape *all[4];
    double s = 0;
    for (int i = 0; i < 4; i++) {
        if (i % 2) {
            struct circle *c = malloc(sizeof *c);
            c->base.ops = &circles;
            c->r = x[i];
            all[i] = &c->base;
        } else {
            struct poly *p = malloc(sizeof *p);
            p->base.ops = &polys;
            p->n = 2;
            p->side = malloc(2 * sizeof *p->side);
            p->side[0] = x[i];
            p->side[1] = x[i + 1];
            all[i] = &p->base;
        }
    }
    for (int i = 0; i < n; i++) {
        all[i % 4]->ops->scale(all[i % 4], x[i] + s * 0.1);
        s += all[(i + 1) % 4]->ops->area(all[(i + 1) % 4]);
    }
    for (int i = 0; i < 4; i++)
        all[i]->ops->drop(all[i]);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 1);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
