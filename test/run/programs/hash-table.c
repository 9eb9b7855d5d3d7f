/* A hash table of chains that grows: entries move from chain to chain. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    int key;
    double value;
    struct entry *next;
};
struct map {
    struct entry **slot;
    int n, used;
};
static double *find(struct map *m, int key);
static void grow(struct map *m)
{
    struct map old = *m;
    m->n = 2 * old.n;
    m->slot = calloc((size_t)m->n, sizeof *m->slot);
    for (int i = 0; i < old.n; i++)
        for (struct entry *e = old.slot[i], *next; e; e = next) {
            next = e->next;
            e->next = m->slot[e->key % m->n];
            m->slot[e->key % m->n] = e;
        }
    free(old.slot);
}
static double *find(struct map *m, int key)
{
    for (struct entry *e = m->slot[key % m->n]; e; e = e->next)
        if (e->key == key)
            return &e->value;
    if (m->used++ >= m->n)
        grow(m);
    struct entry *e = malloc(sizeof *e);
    *e = (struct entry){key, 1.0, m->slot[key % m->n]};
    m->slot[key % m->n] = e;
    return &e->value;
}
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct map m = {calloc(2, sizeof *m.slot), 2, 0};
    double s = 0;
    for (int i = 0; i < 3 * n; i++) {
        double *p = find(&m, (i * 7) % 5 + 10 * (i % 2));
        *p *= x[i % n] + s;
        s += 0.1 * *p;
    }
    for (int i = 0; i < m.n; i++)
        for (struct entry *e = m.slot[i]; e;) {
            struct entry *next = e->next;
            s += e->value * e->key;
            free(e);
            e = next;
        }
    free(m.slot);
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
