/* A list is built, walked, changed and freed; its nodes hold reals and pointers. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

struct node {
    double value, square;
    struct node *next;
};

static struct node *push(struct node *head, double value)
{
    struct node *n = malloc(sizeof *n);
    n->value = value;
    n->next = head;
    return n;
}

static void drop(struct node *head)
{
    while (head) {
        struct node *next = head->next;
        free(head);
        head = next;
    }
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct node *list = NULL;
    double s = 1.0;
    for (int i = 0; i < n; i++)
        list = push(list, x[i] * s);
    for (struct node *p = list; p; p = p->next) {
        p->square = p->value * p->value;
        if (p->next)
            p->next->value *= 1.0 + 0.1 * p->square;
    }
    struct node *back = NULL;
    while (list) {
        struct node *next = list->next;
        list->next = back;
        back = list;
        list = next;
    }
    for (struct node *p = back; p; p = p->next)
        s = s * 0.5 + p->square * sin(p->value);
    drop(back);
    return s;
}

double f_d(int n, const double *x, const double *x_d, double *return_d);
double f_b(int n, const double *x, double *x_b, double return_b);

int main(void)
{
    IN(double, x, [6], 0.3, 0.9);
    RETURNS(double);
    CHECK(ret = f(6, x), ret = f_d(6, x, x_d, &ret_d), ret = f_b(6, x, x_b, ret_b));
    return check_status();
}
