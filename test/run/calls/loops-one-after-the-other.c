/* Functions of one loop each, called one after the other: of the same elements, and of some before or behind. */
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include "check.h"

static void slope(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i - 1];
}

static void ends(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i];
    k[n] = y[0] * x[0];
}

static void first(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0] - y[0];
    k[n] = x[0] * y[0];
    for (int i = 1; i < n; i++)
        k[i] = x[i] * y[i];
}

static void run_on(int n, const double *x, const double *y, double *k)
{
    k[0] = x[0];
    for (int i = 1; i < n; i++)
        k[i] = k[i - 1] * x[i] + y[i - 1];
}

static void move(int n, const double *y, double h, const double k[static n], double *v)
{
    for (int i = 0; i < n; i++)
        v[i] = y[i] + h * k[i] * k[i];
}

static void before(int n, const double *y, double h, const double *k, double *v)
{
    for (int i = 1; i < n; i++)
        v[i] = k[i - 1] * y[i] * h;
}

static void behind(int n, const double *y, double h, const double *k, double *v)
{
    for (int i = 0; i < n; i++)
        v[i] = k[i + 1] * y[i] + h;
}

static void around(int n, const double *y, double h, const double *k, double *v)
{
    for (int i = 1; i < n; i++)
        v[i] = h * k[i - 1] * k[i + 1] - y[i];
}

static void down(int n, const double *y, double h, const double *k, double *v)
{
    for (int i = n - 1; i >= 0; i--)
        v[i] = h * k[i] - y[i];
}

static void later(int n, const double *y, double h, const double *k, double *v)
{
    for (int i = 3; i < n; i++)
        v[i] = h * k[i] * y[i];
}

#define PAIR(f, one, two, from, more)                                                            \
    ADCC_ADJOINT(wrt(x), of(return))                                                        \
    ADCC_TANGENT(wrt(x), of(return))                                                        \
    double f(int n, int steps, const double *x)                                             \
    {                                                                                       \
        double y[n + 1], sum = 0.0;                                                         \
        for (int i = 0; i <= n; i++)                                                        \
            y[i] = 1.0 - x[i];                                                              \
        for (int s = 0; s < steps; s++) {                                                   \
            double k[n + more], v[n], l[n + more], w[n];                                    \
            one(n, x, y, k);                                                                \
            move(n, y, 0.5 * s, k, v);                                                      \
            one(n, x, v, l);                                                                \
            two(n, y, 0.5, l, w);                                                           \
            for (int i = from; i < n; i++)                                                  \
                y[i] += 0.125 * w[i];                                                       \
        }                                                                                   \
        for (int i = 0; i <= n; i++)                                                        \
            sum += i * y[i];                                                                \
        return sum;                                                                         \
    }                                                                                       \
    double f##_d(int n, int steps, const double *x, const double *x_d, double *return_d);   \
    double f##_b(int n, int steps, const double *x, double *x_b, double return_b);

/* The second also writes what the first has read, or reads what it is itself. */
#define IN_PLACE(f, one, two)                                                               \
    ADCC_ADJOINT(wrt(x, y), of(y))                                                          \
    ADCC_TANGENT(wrt(x, y), of(y))                                                          \
    void f(int n, int steps, const double *x, double *y)                                    \
    {                                                                                       \
        for (int s = 0; s < steps; s++) {                                                   \
            double k[n + 2], *at = s % 2 ? k + 1 : y;                                       \
            for (int i = 0; i < n + 2; i++)                                                 \
                k[i] = 0.25;                                                                \
            one(n, x, y, k);                                                                \
            two(n, x, 0.5, k, y);                                                           \
            one(n, at, x, k);                                                               \
            two(n, y, 0.25, k, at);                                                         \
        }                                                                                   \
    }                                                                                       \
    void f##_d(int n, int steps, const double *x, const double *x_d, double *y, double *y_d); \
    void f##_b(int n, int steps, const double *x, double *x_b, double *y, double *y_b);

#define ALL(of)                  \
    of(f1, slope, move, 0, 0)    \
    of(f2, slope, before, 1, 0)  \
    of(f3, first, behind, 0, 1)  \
    of(f4, first, around, 1, 1)  \
    of(f5, ends, move, 0, 1)     \
    of(f6, ends, behind, 0, 1)   \
    of(f7, run_on, move, 0, 0)   \
    of(f8, slope, down, 0, 0)    \
    of(f9, run_on, later, 3, 0)
ALL(PAIR)
IN_PLACE(g1, slope, move)
IN_PLACE(g2, first, before)

#define TRY(f, one, two, from, more)                                          \
    {                                                                   \
        IN(double, x, [6], -1, 1);                                      \
        RETURNS(double);                                                \
        CHECK(ret = f(n, steps, x), ret = f##_d(n, steps, x, x_d, &ret_d), \
              ret = f##_b(n, steps, x, x_b, ret_b));                    \
    }
#define TRY_IN_PLACE(f)                                                                      \
    {                                                                                        \
        IN(double, x, [6], -1, 1);                                                           \
        INOUT(double, y, [6], -1, 1);                                                        \
        CHECK(f(n, steps, x, y), f##_d(n, steps, x, x_d, y, y_d), f##_b(n, steps, x, x_b, y, y_b)); \
    }

int main(void)
{
    for (int n = 1; n <= 5; n++)
        for (int steps = 1; steps < 4; steps++) {
            ALL(TRY)
            TRY_IN_PLACE(g1)
            TRY_IN_PLACE(g2)
        }
    return check_status();
}
