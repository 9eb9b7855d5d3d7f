/* A list through links in the middle of structs, which are found by their offset. */
// RUN: %run-all %s
#include "check.h"
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct link {
    struct link *next;
};
struct item {
    double value;
    struct link link;
};
#define ITEM(p) ((struct item *)((char *)(p)-offsetof(struct item, link)))
ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct item items[6];
    struct link *head = NULL;
    double s = 1;
    for (int i = 0; i < n; i++) {
        items[i].value = x[i];
        items[i].link.next = head;
        head = &items[i].link;
    }
    for (struct link *p = head; p; p = p->next)
        s = s * ITEM(p)->value + ITEM(p)->value;
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
