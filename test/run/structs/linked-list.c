/* A linked list, its shadow list built by the caller. */
// RUN: %run-all %s
#include "check.h"

struct node {
    double value;
    struct node *next;
};

ADCC_ADJOINT(wrt(list), of(return, list))
ADCC_TANGENT(wrt(list), of(return, list))
double f(struct node *list)
{
    double s = 1;

    for (struct node *n = list; n; n = n->next) {
        s = s * n->value + 1;
        if (n->next)
            n->next->value *= n->value;
    }
    return s;
}

double f_d(struct node *list, struct node *list_d, double *return_d);
double f_b(struct node *list, struct node *list_b, double return_b);

int main(void)
{
    struct node n[3], n_b[3], n_d[3];

    for (int i = 0; i < 3; i++) {
        double *p = &n[i].value, *p_b = &n_b[i].value, *p_d = &n_d[i].value;

        n[i].next = i < 2 ? n + i + 1 : NULL;
        n_b[i].next = i < 2 ? n_b + i + 1 : NULL;
        n_d[i].next = i < 2 ? n_d + i + 1 : NULL;
        RANGE(CHECK_INOUT, double, p, 1, 0.3, 1);
    }
    RETURNS(double);
    CHECK(ret = f(n), ret = f_d(n, n_d, &ret_d), ret = f_b(n, n_b, ret_b));
    return check_status();
}
