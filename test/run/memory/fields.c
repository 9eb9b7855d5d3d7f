/* Blocks that a function overwrites: each time may have one of its own on the tape. */
// RUN: %run-all %s
#include "check.h"
#include <stdlib.h>
#include <string.h>

static void step(int n, const double *k, const double *u, double *next)
{
    for (int i = 1; i < n - 1; i++)
        next[i] = u[i] + k[i] * (u[i - 1] * u[i + 1] - u[i] * u[i]);
}

/* What is not overwritten stays, in either buffer; one is used once more between two steps. */
ADCC_ADJOINT()
ADCC_TANGENT()
double swapped(int n, int steps, const double *x, const double *k)
{
    size_t bytes = (size_t)n * sizeof(double);
    double *u = malloc(bytes), *next = malloc(bytes), sum = 0.0;
    memcpy(u, x, bytes);
    memcpy(next, x, bytes);
    for (int s = 0; s < steps; s++) {
        step(n, k, u, next);
        double *swap = u;
        u = next;
        next = swap;
        u[s % n] += u[1] * next[2];
    }
    for (int i = 0; i < n; i++)
        sum += u[i] * next[i];
    free(next);
    free(u);
    return sum;
}

static void leap(int n, const double *k, const double *u, double *other)
{
    for (int i = n - 2; i >= 1; i--)
        other[i] = 2.0 * u[i] - other[i] + k[i] * u[i - 1] * u[i + 1];
}

/* Two calls, in turn; a branch, and a way out. */
ADCC_ADJOINT()
ADCC_TANGENT()
double in_turn(int n, int steps, const double *x, const double *k)
{
    double *a = calloc((size_t)n, sizeof *a), *b = calloc((size_t)n, sizeof(double)), sum = 0.0;
    for (int i = 0; i < n; i++)
        b[i] = x[i];
    for (int s = 0; s < steps; s++) {
        leap(n, k, b, a);
        if (a[1] > 0.4 && s > 3)
            break;
        if (s % 3 != 1)
            leap(n, k, a, b);
        sum += a[s % n] * b[1];
    }
    for (int i = 0; i < n; i++)
        sum += a[i] * a[i] + b[i] * b[i];
    free(a);
    free(b);
    return sum;
}

static void advance(int n, const double *k, const double *a, const double *b, double *c)
{
    for (int i = 0; i < n; i++)
        c[i] = a[i] * b[n - 1 - i] + k[i];
}

/* Three buffers go round, in two loops; nobody frees them before the end of the loop behind. */
ADCC_ADJOINT()
ADCC_TANGENT()
double three(int n, int steps, const double *x, const double *k)
{
    double *a = malloc(n * sizeof *a), *b = malloc(n * sizeof *b), *c = malloc(n * sizeof *c);
    double sum = 0.0;
    memcpy(a, x, n * sizeof *a);
    memcpy(b, k, n * sizeof *b);
    memset(c, 0, n * sizeof *c);
    for (int again = 0; again < 3; again++)
        for (int s = 0; s < steps; s++) {
            advance(n, k, a, b, c);
            double *first = a;
            a = b;
            b = c;
            c = first;
        }
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i] * c[i];
    free(c);
    free(a);
    free(b);
    return sum;
}

/* In place, from what was there: the old values are needed in the callee itself. */
static void square(int n, const double *k, double *u)
{
    for (int i = 0; i < n; i++)
        u[i] = u[i] * u[i] + k[i];
}

static void turn(int n, const double *k, double *u)
{
    for (int i = 0; i < n; i++)
        u[i] = k[i] - u[i];
}

/* One variable, never another block; a second pointer that is read behind. */
ADCC_ADJOINT()
ADCC_TANGENT()
double in_place(int n, int steps, const double *x, const double *k)
{
    double *u = malloc((size_t)n * sizeof *u), *w = malloc((size_t)n * sizeof *w);
    double sum = 0.0;
    memcpy(u, x, (size_t)n * sizeof *u);
    memcpy(w, x, (size_t)n * sizeof *w);
    double *same = w;
    for (int s = 0; s < steps; s++) {
        turn(n, u, w);
        sum += same[s % n] * w[1] * u[0];
        square(n, k, u);
        turn(n, same, u);
    }
    for (int i = 0; i < n; i++)
        sum += u[i] * same[i];
    free(u);
    free(same);
    return sum;
}

/* The address goes elsewhere, and the size is another. */
struct view {
    double *at;
};

static void shift(int n, const double *u, double *next)
{
    for (int i = 0; i < n; i++)
        next[i] = u[i] * u[(i + 1) % n];
}

ADCC_ADJOINT()
ADCC_TANGENT()
double looked_at(int n, int steps, const double *x, const double *k)
{
    double *u = malloc((size_t)n * sizeof *u), *next = malloc((size_t)(n + 2) * sizeof *u);
    struct view seen = {u};
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        u[i] = x[i] + 0.5 * k[i];
    for (int s = 0; s < steps; s++) {
        double *swap = u;
        shift(n, u, next);
        sum += seen.at[0] * u[1];
        seen.at = next;
        u = next;
        next = swap;
    }
    for (int i = 0; i < n; i++)
        sum += u[i];
    free(u);
    free(next);
    return sum;
}

static void mix(int n, const double *u, double *next)
{
    for (int i = 0; i < n; i++)
        next[i] = u[i] * u[n - 1 - i] + 0.1 * next[i];
}

/* A function that is called in a loop and has a loop of its own; blocks of each call. */
static double inner(int n, const double *x)
{
    double *p = malloc((size_t)n * sizeof *p), *q = calloc((size_t)n, sizeof *q), sum = 0.0;
    for (int i = 0; i < n; i++)
        p[i] = x[i];
    for (int s = 0; s < 3; s++) {
        mix(n, p, q);
        double *t = p;
        p = q;
        q = t;
    }
    for (int i = 0; i < n; i++)
        sum += p[i] * q[i];
    free(p);
    free(q);
    return sum;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double nested(int n, int steps, const double *x, const double *k)
{
    double sum = 1.0;
    for (int s = 0; s < steps; s++)
        sum = 0.5 * sum * inner(n, x) + 0.3 * sum * inner(n, k);
    return sum;
}

#define DERIVATIVES(f)                                                                       \
    double f##_d(int n, int steps, const double *x, const double *x_d, const double *k,      \
                 const double *k_d, double *return_d);                                       \
    double f##_b(int n, int steps, const double *x, double *x_b, const double *k, double *k_b, \
                 double return_b)
DERIVATIVES(swapped);
DERIVATIVES(in_turn);
DERIVATIVES(three);
DERIVATIVES(in_place);
DERIVATIVES(looked_at);
DERIVATIVES(nested);

#define COMPARE(f, steps)                                                                  \
    do {                                                                                   \
        IN(double, x, [7], 0.2, 0.9);                                                      \
        IN(double, k, [7], 0.1, 0.6);                                                      \
        RETURNS(double);                                                                   \
        CHECK(ret = f(7, steps, x, k), ret = f##_d(7, steps, x, x_d, k, k_d, &ret_d),      \
              ret = f##_b(7, steps, x, x_b, k, k_b, ret_b));                               \
    } while (0)

int main(void)
{
    static const int steps[] = {0, 1, 2, 5, 9};
    for (int i = 0; i < 5; i++) {
        COMPARE(swapped, steps[i]);
        COMPARE(in_turn, steps[i]);
        COMPARE(three, steps[i] / 2);
        COMPARE(in_place, steps[i] / 2);
        COMPARE(looked_at, steps[i] / 2);
        COMPARE(nested, steps[i] / 2);
    }
    return check_status();
}
