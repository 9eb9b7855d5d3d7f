/* Functions that do nothing but move pointers: no derivative flows in them, but the shadows move too. */
// RUN: %run-all %s
#include <stddef.h>
#include <string.h>
#include "check.h"

struct link {
    struct link *before, *next;
};
struct item {
    double weight;
    struct link link;
};
struct node {
    double v;
    struct node *kid[2];
};

static void exchange(double **v, int n)
{
    double *t = v[0];

    v[0] = v[n - 1];
    v[n - 1] = t;
}

static void rotate(void **v, int n)
{
    void *first = v[0];

    memmove(v, v + 1, (size_t)(n - 1) * sizeof *v);
    v[n - 1] = first;
}

static void insert(struct link *after, struct link *l)
{
    l->next = after->next;
    l->before = after;
    after->next->before = l;
    after->next = l;
}

static void grow(struct node *p, struct node *left, struct node *right)
{
    p->kid[0] = left;
    p->kid[1] = right;
}

ADCC_ADJOINT(wrt(x), of(return))
ADCC_TANGENT(wrt(x), of(return))
double f(const double x[4])
{
    double w[4], s = 0, *table[4];
    void *anything[4];
    struct link list = {&list, &list};
    struct item items[4];
    struct node tree[3];

    for (int i = 0; i < 4; i++) {
        w[i] = x[i] * x[i];
        table[i] = &w[i];
        anything[i] = &w[i];
        items[i].weight = x[i] * w[0];
        insert(list.before, &items[i].link);
    }
    exchange(table, 4);
    rotate(anything, 4);
    for (int i = 0; i < 4; i++)
        s += *table[i] * (i + 1) + *(double *)anything[i] * (2 * i + 1);
    for (struct link *l = list.next; l != &list; l = l->next)
        s = 0.9 * s + ((struct item *)((char *)l - offsetof(struct item, link)))->weight;
    for (int i = 0; i < 3; i++)
        tree[i].v = x[i] * (i + 1);
    grow(tree, tree + 1, tree + 2);
    grow(tree + 1, NULL, NULL);
    grow(tree + 2, tree + 1, NULL);
    for (struct node *p = tree; p; p = p->kid[1])
        s += p->v * p->v * (p->kid[0] ? p->kid[0]->v : 1);
    return s;
}

double f_d(const double x[4], const double x_d[4], double *return_d);
double f_b(const double x[4], double x_b[4], double return_b);

int main(void)
{
    IN(double, x, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(x), ret = f_d(x, x_d, &ret_d), ret = f_b(x, x_b, ret_b));
    return check_status();
}
