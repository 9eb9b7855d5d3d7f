/* realloc lets an array grow; an array in a struct too. */
// RUN: %run-all %s
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

struct stack {
    int n, room;
    double *at;
};

static void push(struct stack *s, double x)
{
    if (s->n == s->room) {
        s->room = s->room ? 2 * s->room : 1;
        s->at = realloc(s->at, s->room * sizeof *s->at);
    }
    s->at[s->n++] = x;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct stack s = {0, 0, NULL};
    double sum = 0.0, *w = malloc(sizeof *w);
    w[0] = x[0];
    for (int i = 0; i < n; i++) {
        push(&s, x[i] * (sum + 1.0));
        sum += s.at[s.n / 2] * s.at[0];
        w = realloc(w, (i + 2) * sizeof *w);
        w[i + 1] = w[i] * sum;
    }
    for (int i = 0; i < s.n; i++)
        sum += s.at[i] * w[i + 1];
    free(w);
    free(s.at);
    return sum;
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
