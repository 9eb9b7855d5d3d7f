/* Structs on the heap, assigned whole, in lists and growing arrays. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

#include <stdlib.h>
typedef struct node { double v; struct node *next; } node;

static node *cons(double v, node *next)
{
    node *p = malloc(sizeof *p);
    *p = (node){v, next};
    return p;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    node *list = NULL;
    double s = 0.0;
    for (int i = 0; i < n; i++)
        list = cons(x[i] * x[i + 1], list);
    node *copy = calloc(n, sizeof *copy);
    int k = 0;
    for (node *p = list; p; p = p->next)
        copy[k++] = *p;
    for (int i = 0; i < n; i++) {
        copy[i].v *= copy[0].v;
        s += copy[i].v * (copy[i].next ? copy[i].next->v : 1.0);
    }
    while (list) {
        node *next = list->next;
        free(list);
        list = next;
    }
    free(copy);
    return s;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 5; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
