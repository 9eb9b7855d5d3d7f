/* ADCC_INACTIVE on variable, field and function: no companion, derivative zero. */
// RUN: %adcc %s -o - | FileCheck %s
#include <adcc.h>

struct state {
    double x;
    ADCC_INACTIVE double scale;
};

ADCC_INACTIVE double table(double x);

ADCC_TANGENT()
double f(double x, struct state *s)
{
    // CHECK-LABEL: double f_d(
    // CHECK-NOT: c_d
    ADCC_INACTIVE double c = x * 3;
    // CHECK: s_d->x = x_d * c;
    s->x = x * c;
    // CHECK-NOT: s_d->scale
    s->scale = x;
    // CHECK: *return_d = s_d->x * s->scale + x_d * t;
    double t = table(x);
    return s->x * s->scale + x * t;
}
