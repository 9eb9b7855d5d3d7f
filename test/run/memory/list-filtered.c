/* A linked list is built, reversed, filtered and freed. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

struct node {
    double value;
    struct node *next;
};

static struct node *push(struct node *head, double value)
{
    struct node *p = malloc(sizeof *p);

    p->value = value;
    p->next = head;
    return p;
}

static struct node *reverse(struct node *head)
{
    struct node *out = NULL;

    while (head) {
        struct node *next = head->next;

        head->next = out;
        out = head;
        head = next;
    }
    return out;
}

static void drop_small(struct node **at, double least)
{
    while (*at) {
        struct node *p = *at;

        if (p->value < least) {
            *at = p->next;
            free(p);
        } else {
            at = &p->next;
        }
    }
}

static void drop_all(struct node *p)
{
    if (!p)
        return;
    drop_all(p->next);
    free(p);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct node *head = NULL;
    double s = 1;

    for (int i = 0; i < n; i++)
        head = push(head, x[i] * (head ? head->value + 1 : 1));
    head = reverse(head);
    drop_small(&head, 0.7);
    for (struct node *p = head; p; p = p->next)
        s += p->value * s * (p->next ? p->next->value : 1);
    drop_all(head);
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
