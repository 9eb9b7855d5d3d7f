/* A struct by pointer with scalars and arrays inside; its shadow has its type. */
// RUN: %run-all %s
#include "check.h"

struct body {
    int id;
    double mass;
    double pos[3], vel[3];
};

ADCC_ADJOINT()
ADCC_TANGENT()
double f(struct body *b, double h)
{
    double energy = 0;

    for (int i = 0; i < 3; i++) {
        b->pos[i] += h * b->vel[i];
        b->vel[i] *= 1 - h * b->mass;
        energy += 0.5 * b->mass * b->vel[i] * b->vel[i] * b->id;
    }
    b->id++;
    return energy + b->pos[0];
}

double f_d(struct body *b, struct body *b_d, double h, double h_d, double *return_d);
double f_b(struct body *b, struct body *b_b, double h, double *h_b, double return_b);

int main(void)
{
    struct body s = {.id = 3}, s_b = {.id = 77}, s_d = {.id = 78};
    double *p = &s.mass, *p_b = &s_b.mass, *p_d = &s_d.mass;

    RANGE(CHECK_INOUT, double, p, 7, 0.3, 1);
    IN(double, h, , 0.1, 0.3);
    BYTES(s.id);
    RETURNS(double);
    CHECK(ret = f(&s, h), ret = f_d(&s, &s_d, h, h_d, &ret_d), ret = f_b(&s, &s_b, h, &h_b, ret_b));
    check(s_b.id == 77);
    return check_status();
}
