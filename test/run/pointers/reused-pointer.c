/* One pointer, declared without a value, that several loops set and move; a list that is reversed so. */
// RUN: %run-all %s
#include "check.h"

#include <math.h>
#include <stdlib.h>

typedef struct Node {
    double v;
    struct Node *next;
} Node;

static void normalise(int n, double *a)
{
    double *p, s = 0.0;
    for (p = a; p < a + n; p++)
        s += *p * *p;
    s = sqrt(s);
    for (p = a; p < a + n; p++)
        *p /= s;
}

static double weigh(int n, const double *a)
{
    Node *head = NULL, *turned = NULL, *p, *next;
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        p = malloc(sizeof *p);
        p->v = a[i] * a[i];
        p->next = head;
        head = p;
    }
    for (p = head; p != NULL; p = next) {
        next = p->next;
        p->next = turned;
        turned = p;
    }
    int k = 1;
    for (p = turned; p != NULL; p = p->next)
        sum += k++ * p->v * sin(p->v);
    for (p = turned; p != NULL; p = next) {
        next = p->next;
        free(p);
    }
    return sum;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    normalise(n, x);
    return weigh(n, x) * x[0];
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    INOUT(double, x, [4], 0.5, 1);
    RETURNS(double);
    CHECK(ret = f(4, x), ret = f_d(4, x, x_d, &ret_d), ret = f_b(4, x, x_b, ret_b));
    return check_status();
}
