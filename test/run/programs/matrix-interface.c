/* Matrices behind an interface with error codes, and a label that cleans up. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct matrix {
    int rows, cols;
    double *a;
} matrix;
static matrix *matrix_new(int r, int c)
{
    matrix *m = malloc(sizeof *m);
    if (!m)
        return NULL;
    m->a = calloc((size_t)(r * c), sizeof *m->a);
    if (!m->a) {
        free(m);
        return NULL;
    }
    m->rows = r;
    m->cols = c;
    return m;
}
static void matrix_free(matrix *m)
{
    if (m) {
        free(m->a);
        free(m);
    }
}
static int multiply(matrix *out, const matrix *p, const matrix *q)
{
    if (p->cols != q->rows || out->rows != p->rows)
        return -1;
    for (int i = 0; i < p->rows; i++)
        for (int j = 0; j < q->cols; j++) {
            double s = 0;
            for (int k = 0; k < p->cols; k++)
                s += p->a[i * p->cols + k] * q->a[k * q->cols + j];
            out->a[i * out->cols + j] = s;
        }
    return 0;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    matrix *a = NULL, *b = NULL, *c = NULL;
    double s = -1;
    if (!(a = matrix_new(2, 3)) || !(b = matrix_new(3, 2)) || !(c = matrix_new(2, 2)))
        goto done;
    for (int i = 0; i < n; i++) {
        a->a[i] = x[i];
        b->a[n - 1 - i] = x[i] * x[i];
    }
    if (multiply(c, a, b) != 0)
        goto done;
    if (multiply(c, b, b) == 0)
        goto done;
    s = c->a[0] * c->a[3] - c->a[1] * c->a[2];
done:
    matrix_free(a);
    matrix_free(b);
    matrix_free(c);
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
