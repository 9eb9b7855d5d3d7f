/* A queue of structs that is shifted, cleared and refilled in a loop, and copied through void *. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>
#include <string.h>

struct job {
    double cost, *at, rest[2];
    struct {
        const double *from;
        int k;
    } source;
};

static void *copy_of(const void *p, size_t bytes)
{
    return memcpy(malloc(bytes), p, bytes);
}

static void shift(struct job *q, int by, int n)
{
    if (by > 0)
        memmove(q + by, q, (size_t)(n - by) * sizeof *q);
    else
        memmove(q, q - by, (size_t)(n + by) * sizeof *q);
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, const double *x)
{
    struct job *q = calloc((size_t)n, sizeof *q), last = {0};
    double s = 0, w[6];

    for (int i = 0; i < n; i++) {
        w[i] = x[i] * x[i];
        q[i] = (struct job){x[i], &w[i], {x[0], w[0]}, {x, i}};
    }
    for (int k = 0; k < 4; k++) {
        double *y = copy_of(w, sizeof w);

        s += q[k].cost * *q[2].at * q[1].rest[k % 2] + q[3].source.from[k] * y[k];
        shift(q, k % 2 ? -1 : 2, n);
        memcpy(&last, q + k, sizeof last);
        memset(q + k, 0, sizeof *q);
        q[k].at = k % 2 ? &w[k] : &last.cost;
        q[k].source = last.source;
        q[k].cost = *last.at * y[0];
        w[k] *= s;
        free(y);
    }
    s += *q[3].at + q[0].cost;
    free(q);
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
