/* Ranges of designators, compound literals as arguments, members of nested anonymous structs. */
// RUN: %run-all %s
#include "check.h"
struct shape {
    int kind;
    union {
        struct {
            double r, h;
        };
        struct {
            double a, b;
        } box;
    };
    struct {
        double scale[4];
        struct {
            double w;
        };
    };
};

static double area(const struct shape *s)
{
    return s->kind ? s->r * s->h * s->scale[2] : s->box.a * s->box.b * s->w;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct shape s = {.kind = 1, .r = x[0], .h = x[1], .scale = {[0 ... 2] = 2, [3] = x[2]}, .w = x[3]};
    double *p = (double[]){x[0] * x[1], x[2]}, w[6] = {[1 ... 3] = 0.5, [5] = x[5]};
    double r = area(&s) + area(&(struct shape){.box = {x[4], x[5]}, .w = p[0]});

    for (int i = 0; i < n; i++)
        r += w[i] * x[i] * s.scale[i % 4];
    return r * p[1];
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
