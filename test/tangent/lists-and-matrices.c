/* Linked lists, matrices of rows, growing buffers: every block has its shadow. */
// RUN: %run-all --flag=-DCHECK_MODE=1 %s
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include "check.h"
typedef struct node { struct node *next; double *data; int n; double w; } node;
typedef struct { double **row; int n, m; } mat;
static mat mat_new(int n, int m)
{
    mat a = {malloc(n * sizeof(double *)), n, m};
    for (int i = 0; i < n; i++) a.row[i] = calloc(m, sizeof **a.row);
    return a;
}
static void mat_free(mat *a) { for (int i = 0; i < a->n; i++) free(a->row[i]); free(a->row); a->row = NULL; }
static mat mul(const mat a, const mat *b)
{
    mat c = mat_new(a.n, b->m);
    for (int i = 0; i < a.n; i++) for (int j = 0; j < b->m; j++) for (int k = 0; k < a.m; k++)
        c.row[i][j] += a.row[i][k] * b->row[k][j];
    return c;
}
static node *push(node *head, double v)
{
    node *e = (node *)malloc(sizeof(node));
    if (!e) abort();
    e->data = malloc(2 * sizeof(double));
    e->data[0] = v; e->data[1] = v * v;
    e->n = 2; e->w = head ? head->w * 0.5 : 1; e->next = head;
    return e;
}
ADCC_TANGENT()
double f(int n, const double *x, double y[n])
{
    int cap = 1, len = 0;
    double *buf = malloc(cap * sizeof *buf), s = 0, vla[n][2];
    for (int i = 0; i < n; i++) {
        if (len == cap) { cap *= 2; buf = realloc(buf, cap * sizeof *buf); }
        buf[len++] = x[i] * x[i];
        vla[i][0] = x[i]; vla[i][1] = sin(x[i]);
    }
    double (*rows)[2] = vla, tmp[n];
    memcpy(tmp, buf, n * sizeof *tmp);
    memmove(y, tmp, sizeof tmp);
    memset(tmp, 0, sizeof tmp);
    node *list = NULL;
    for (int i = 0; i < n; i++) { list = push(list, buf[i] + rows[i][1]); tmp[i] += list->w * (*rows)[0]; }
    for (node *p = list; p; p = p->next) for (int k = 0; k < p->n; k++) s += p->data[k] * p->w;
    while (list) { node *dead = list; list = list->next; free(dead->data); free(dead); }
    mat a = mat_new(2, 2), b = mat_new(2, 2);
    for (int i = 0; i < 4; i++) { a.row[i / 2][i % 2] = buf[i]; b.row[i % 2][i / 2] = x[i]; }
    mat c = mul(a, &b);
    s += c.row[0][1] * c.row[1][0] + tmp[1];
    mat_free(&a); mat_free(&b); mat_free(&c);
    free(buf);
    return s;
}
double f_d(int n, const double *x, const double *x_d, double *y, double *y_d, double *return_d);
int main(void)
{
    IN(double, x, [5], -1, 1);
    OUT(double, y, [5]);
    RETURNS(double);
    CHECK(ret = f(5, x, y), ret = f_d(5, x, x_d, y, y_d, &ret_d), );
    return check_status();
}
