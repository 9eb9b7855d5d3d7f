/* bsearch in a table of active structs and in an active array; what is found is read and changed. */
// RUN: %run-all %s
#include <stdlib.h>
#include "check.h"

struct entry {
    int id;
    double value;
};

static int by_id(const void *a, const void *b)
{
    return *(const int *)a - ((const struct entry *)b)->id;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

ADCC_ADJOINT(wrt(t, x), of(return, t))
ADCC_TANGENT(wrt(t, x), of(return, t))
double f(int n, struct entry *t, const double *x)
{
    double s = 1;

    for (int id = 0; id < 9; id++) {
        struct entry *found = bsearch(&id, t, n, sizeof *t, by_id);

        if (!found)
            continue;
        s += found->value * s;
        found->value *= x[id % 4];
    }
    double key = x[2];
    const double *at = (const double *)bsearch(&key, x, 4, sizeof *x, by_value);
    if (at != NULL)
        s *= at[0] + at[1];
    return s;
}

double f_d(int n, struct entry *t, struct entry *t_d, const double *x, const double *x_d,
           double *return_d);
double f_b(int n, struct entry *t, struct entry *t_b, const double *x, double *x_b,
           double return_b);

int main(void)
{
    for (int n = 0; n < 4; n++) {
        struct entry t[3] = {{1, 0}, {4, 0}, {8, 0}}, t_b[3], t_d[3];
        double x[4], x_b[4], x_d[4];
        for (int i = 0; i < n; i++) {
            double *v = &t[i].value, *v_b = &t_b[i].value, *v_d = &t_d[i].value;
            RANGE(CHECK_INOUT, double, v, 1, 0.3, 0.9);
        }
        for (int i = 0; i < 4; i++) {
            double *v = &x[i], *v_b = &x_b[i], *v_d = &x_d[i];
            RANGE(CHECK_IN, double, v, 1, 0.3 + i * 0.2, 0.4 + i * 0.2);
        }
        RETURNS(double);
        CHECK(ret = f(n, t, x), ret = f_d(n, t, t_d, x, x_d, &ret_d),
              ret = f_b(n, t, t_b, x, x_b, ret_b));
    }
    return check_status();
}
