/* A growing vector of items of any size, behind void * and offsets in bytes. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct vec {
    void *data;
    int n, cap;
    size_t size;
};
static void vec_push(struct vec *v, const void *item)
{
    if (v->n == v->cap) {
        v->cap = v->cap ? 2 * v->cap : 2;
        v->data = realloc(v->data, (size_t)v->cap * v->size);
    }
    memcpy((char *)v->data + (size_t)v->n++ * v->size, item, v->size);
}
static void *vec_at(struct vec *v, int i)
{
    return (char *)v->data + (size_t)i * v->size;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct vec v = {NULL, 0, 0, sizeof(double)};
    double s = 0;
    for (int i = 0; i < n; i++) {
        double t = x[i] * x[i] + s;
        vec_push(&v, &t);
        s += *(double *)vec_at(&v, i / 2);
    }
    free(v.data);
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
