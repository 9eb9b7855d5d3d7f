/* Structs, tables of rows and data in one allocation each. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

typedef struct Mat { int n, m; double **row; double *data; } Mat;
typedef struct Vec { int n; double *v; } Vec;
static Mat *new_mat(int n, int m)
{
    Mat *a = malloc(sizeof *a + n * sizeof *a->row + n * m * sizeof *a->data);
    a->n = n;
    a->m = m;
    a->row = (double **)(a + 1);
    a->data = (double *)(a->row + n);
    for (int i = 0; i < n; i++)
        a->row[i] = a->data + i * m;
    return a;
}
static Vec *new_vec(int n)
{
    Vec *v = malloc(sizeof *v + n * sizeof *v->v);
    v->n = n;
    v->v = (double *)(v + 1);
    return v;
}
ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(int n, int m, const double *x)
{
    Mat *a = new_mat(n, m);
    Vec *v = new_vec(n), *w = new_vec(m);
    double s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            a->row[i][j] = x[i] * x[j];
    for (int i = 0; i < n; i++)
        v->v[i] = x[i];
    for (int j = 0; j < m; j++) {
        w->v[j] = 0;
        for (int i = 0; i < n; i++)
            w->v[j] += a->row[i][j] * v->v[i];
        s += w->v[j] * w->v[j];
    }
    free(w);
    free(v);
    free(a);
    return s;
}

double f_d(int n, int m, const double *x, const double *x_d, double *return_d);
double f_b(int n, int m, const double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 4; n++) {
        IN(double, x, [8], 0.2, 1.1);
        RETURNS(double);
        CHECK(ret = f(n, 4, x), ret = f_d(n, 4, x, x_d, &ret_d), ret = f_b(n, 4, x, x_b, ret_b));
    }
    return check_status();
}
