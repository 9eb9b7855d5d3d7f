/* Objects with a table of operations: s->ops->area(s, k), the tables const, the objects active.
 * The caller holds pointers to static functions: the derivatives must be in the same file. */
// RUN: %run-all --whole %s
#include "check.h"

struct shape;
struct ops {
    double (*area)(const struct shape *s, double k);
    void (*grow)(struct shape *s, double k);
};
struct shape {
    double w, h;
    const struct ops *ops;
};

static double box(const struct shape *s, double k) { return s->w * s->h * k; }
static double disc(const struct shape *s, double k) { return 3.14 * s->w * s->w + k * s->h; }
static void grow_both(struct shape *s, double k)
{
    s->w *= 1 + k;
    s->h *= 1 + s->w;
}
static void grow_one(struct shape *s, double k) { s->w += k * s->ops->area(s, k); }

const struct ops boxes = {box, grow_both}, discs = {.grow = grow_one, .area = disc};

ADCC_ADJOINT(wrt(s, k), of(return, s))
ADCC_TANGENT(wrt(s, k), of(return, s))
double f(int n, struct shape *s, double k)
{
    double sum = 0;

    for (int i = 0; i < n; i++) {
        sum += s[i].ops->area(&s[i], k) * sum + 1;
        s[i].ops->grow(s + i, k);
        sum *= s->ops->area(s, s[i].w);
    }
    return sum;
}

double f_d(int n, struct shape *s, struct shape *s_d, double k, double k_d, double *return_d);
double f_b(int n, struct shape *s, struct shape *s_b, double k, double *k_b, double return_b);

int main(void)
{
    struct shape s[3] = {{0, 0, &boxes}, {0, 0, &discs}, {0, 0, &boxes}}, s_b[3], s_d[3];
    for (int i = 0; i < 3; i++)
        s_b[i].ops = s_d[i].ops = s[i].ops;
    for (int n = 0; n < 4; n++) {
        for (int i = 0; i < n; i++) {
            double *v = &s[i].w, *v_b = &s_b[i].w, *v_d = &s_d[i].w;
            RANGE(CHECK_INOUT, double, v, 2, 0.3, 0.9);
        }
        IN(double, k, , 0.3, 0.5);
        RETURNS(double);
        CHECK(ret = f(n, s, k), ret = f_d(n, s, s_d, k, k_d, &ret_d),
              ret = f_b(n, s, s_b, k, &k_b, ret_b));
    }
    return check_status();
}
