/* Buffers that change places are never the same storage; others that look alike may be. */
// RUN: %run-all %s
#include "check.h"

#include <stdlib.h>
#include <string.h>

enum { N = 80 };

static void step(int n, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        next[i] = u[i] + 0.1 * u[i] * (u[i - 1] - 2.0 * u[i] + u[i + 1]) + 0.1 * next[i];
}

/* The same, for the one caller that may give the same storage twice. */
static void step_same(int n, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        next[i] = u[i] + 0.1 * u[i] * (u[i - 1] - 2.0 * u[i] + u[i + 1]) + 0.1 * next[i];
}

static void step_overlap(int n, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        next[i] = 0.5 * u[i] * u[i - 1] + 0.2 * u[i + 1] + 0.1 * next[i];
}

/* Two that swap, on a condition or not, three that rotate. */
ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void swapped(int steps, double *x)
{
    double *u = malloc(N * sizeof *u), *next = calloc(N, sizeof *next), third[N];
    memcpy(u, x, N * sizeof *u);
    memset(third, 0, sizeof third);
    for (int s = 0; s < steps; s++) {
        step(N, u, next);
        double *t = u;
        if (s % 3 != 1) {
            u = next;
            next = t;
        }
        if (u[0] > 10.0)
            break;
    }
    double *a = u, *b = next, *c = third;
    for (int s = 0; s < steps; s++) {
        step(N, a, b);
        double *t = a;
        a = b;
        b = c;
        c = t;
    }
    memcpy(x, a, N * sizeof *x);
    free(u);
    free(next);
}

/* In one function; the pointers are the same now and then. */
ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void sometimes(int steps, double *x)
{
    double one[N], two[N], *u = one, *next = two;
    memcpy(one, x, sizeof one);
    memset(two, 0, sizeof two);
    for (int s = 0; s < steps; s++) {
        for (int i = 1; i < N - 1; i++)
            next[i] = 0.3 * u[i - 1] * u[i] + 0.3 * u[i + 1] + 0.3 * next[i];
        double *t = u;
        u = next;
        if (s % 4 == 2)
            continue;
        next = t;
    }
    step_same(N, u, next);
    memcpy(x, u, sizeof one);
}

/* Left between the assignments of a swap; a switch; storage of one block. */
ADCC_ADJOINT(wrt(x), of(x))
ADCC_TANGENT(wrt(x), of(x))
void hostile(int steps, double *x)
{
    double *block = malloc(2 * N * sizeof *block), *u = block, *next = block + 1, *left = x;
    memcpy(block, x, N * sizeof *x);
    memcpy(block + N, x, N * sizeof *x);
    step_overlap(N, u, next);
    step_overlap(N, next, u);
    step_overlap(N / 2, u, block + N);
    double other[N];
    memcpy(other, x, sizeof other);
    double *p = other, *q = left;
    for (int s = 0; s < steps; s++) {
        switch (s % 3) {
        case 0:
            q = p;
            break;
        case 1:
            q = left;
        }
        step_overlap(N, p, q);
    }
    for (int s = 0; s < steps; s++) {
        double *t = p;
        p = q;
        if (s == 2)
            break;
        q = t;
    }
    step_overlap(N, p, q);
    for (int i = 0; i < N; i++)
        x[i] += block[i] * block[N + i] + q[i];
    free(block);
}

void swapped_d(int steps, double *x, double *x_d);
void swapped_b(int steps, double *x, double *x_b);
void sometimes_d(int steps, double *x, double *x_d);
void sometimes_b(int steps, double *x, double *x_b);
void hostile_d(int steps, double *x, double *x_d);
void hostile_b(int steps, double *x, double *x_b);

int main(void)
{
    for (int steps = 0; steps < 8; steps++) {
        INOUT(double, x, [N], -1, 1);
        CHECK(swapped(steps, x), swapped_d(steps, x, x_d), swapped_b(steps, x, x_b));
        INOUT(double, y, [N], -1, 1);
        CHECK(sometimes(steps, y), sometimes_d(steps, y, y_d), sometimes_b(steps, y, y_b));
        INOUT(double, z, [N], -1, 1);
        CHECK(hostile(steps, z), hostile_d(steps, z, z_d), hostile_b(steps, z, z_b));
    }
    return check_status();
}
