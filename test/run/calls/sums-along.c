/* Functions that sum what a loop before them has written: the same elements, others, more of them, other storage. */
// RUN: %run-all %s
// RUN: %run-all --only=clang,gcc --flag=-O3 --flag=-ffp-contract=off %s
#include "check.h"

static double dot(int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

/* With variables of an iteration, a start, and a choice. */
static double apart(int n, double scale, const double *x, const double *y)
{
    double sum = 2.5;
    for (int i = 0; i < n; i++) {
        double d = x[i] - y[i], h = d * scale;
        d = h < 0.0 ? -h : h * d;
        sum = 0.75 * sum + d;
    }
    return sum;
}

static double next_ones(int n, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n - 1; i++)
        sum += x[i] * x[i + 1];
    return sum;
}

static double down(int n, const double *x)
{
    double sum = 0.0;
    for (int i = n - 1; i >= 0; i--)
        sum = 0.5 * sum + x[i] * x[i];
    return sum;
}

static double long_dot(long n, const double *x, const double *y)
{
    double sum = 0.0;
    for (long i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}


static void scale(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = a * x[i] * x[i];
}

/* The last iteration writes past what is summed, or nothing at all. */
static void multiply(int n, const int *first, const double *a, const double *p, double *q)
{
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int k = first[i]; k < first[i + 1]; k++)
            sum += a[k] * p[(i + 2 * k) % n];
        q[i] = sum;
    }
}

static void stops(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        if (x[i] > 1.4)
            break;
        y[i] = x[i] * x[i];
    }
}

static void goes_on(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        if (x[i] > 1.2)
            continue;
        y[i] += x[i] * x[i];
    }
}

static void scatter(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[(3 * i + 1) % n] += x[i];
}

static void leaves(int n, const double *x, double *y)
{
    if (n > 3)
        return;
    for (int i = 0; i < n; i++)
        y[i] *= x[i];
}

#define STEPS(f, ...)                                                                        \
    ADCC_ADJOINT(wrt(x), of(return))                                                         \
    ADCC_TANGENT(wrt(x), of(return))                                                         \
    double f(int n, int steps, const double *x)                                              \
    {                                                                                        \
        double y[n + 2], z[n + 2], s = 0.0, a = 0.5;                                         \
        for (int i = 0; i < n + 2; i++)                                                      \
            y[i] = z[i] = 0.25 * i - 0.125 * n;                                              \
        for (int step = 0; step < steps; step++) {                                           \
            __VA_ARGS__                                                                      \
            a = 0.5 + 0.125 * s / (1.0 + s * s);                                             \
        }                                                                                    \
        return s + a * y[0] - z[1];                                                          \
    }                                                                                        \
    double f##_d(int n, int steps, const double *x, const double *x_d, double *return_d);    \
    double f##_b(int n, int steps, const double *x, double *x_b, double return_b);

#define LOOP(...)                                                                      \
    for (int i = 0; i < n; i++) {                                                            \
        __VA_ARGS__                                                                          \
    }

STEPS(in_place, LOOP(y[i] = a * x[i] - y[i];) s = dot(n, y, y);)
STEPS(two_sums, LOOP(y[i] += a * x[i]; z[i] -= y[i] * y[i];) double t = dot(n, z, y);
      s = dot(n, y, x); s -= t;)
STEPS(own_names, LOOP(double d = a * x[i]; double h = d * d; y[i] = d - h; z[i] = h;)
      s = apart(n, a, y, z);)
STEPS(called, scale(n, a, x, y); s = dot(n, y, y);)
STEPS(called_with_more, scale(n, a, x, y); s = apart(n, 2.0 * a, y, z); z[0] = s;)
STEPS(is_mentioned, LOOP(y[i] = s * x[i] + 0.5;) s = dot(n, y, y);)
STEPS(changes_argument, double w = 1.0; LOOP(y[i] = a * x[i]; w *= 0.75;) s = apart(n, w, y, z);)
STEPS(shifted, LOOP(y[i] = a * x[i] - y[i + 1];) s = next_ones(n, y);)
STEPS(shifted_by_one, LOOP(y[i + 1] = a * x[i];) s = dot(n, y + 1, x) + dot(n, y, x);)
STEPS(writes_behind, LOOP(y[i] = a * x[i]; y[i + 1] = x[i] * x[i];) s = dot(n, y, y);)
STEPS(writes_anywhere, LOOP(y[i] = x[i]; y[(5 * i + 2) % n] -= a * x[i];) s = dot(n, y, y);)
STEPS(one_less, LOOP(y[i] = a * x[i];) s = dot(n - 1, y, y);)
STEPS(one_more, LOOP(y[i] = a * x[i];) s = dot(n + 1, y, y);)
STEPS(runs_down, LOOP(y[i] = a * x[i];) s = down(n, y);)
STEPS(as_long, LOOP(y[i] = a * x[i];) s = long_dot(n, y, y);)
STEPS(breaks, stops(n, x, y); s = dot(n, y, y);)
STEPS(continues, goes_on(n, x, y); s = dot(n, y, x); goes_on(n, x, y);)
STEPS(scatters, scatter(n, x, y); s = a * dot(n, y, x); LOOP(y[i] *= 0.5;))
STEPS(returns, leaves(n, x, y); s = dot(n, y, y);)
STEPS(in_a_branch, if (a > 0.5) { LOOP(y[i] = a * x[i];) } s = dot(n, y, y);)
STEPS(swapped, double *p = y; double *q = z; if (step % 2) { p = z; q = y; }
      LOOP(p[i] = a * x[i] - q[i];) s = dot(n, p, q) - dot(n, y, p);)
STEPS(of_one_array, double *p = y, *q = y + 1; LOOP(p[i] = a * x[i];) s = dot(n, q, p);)
STEPS(pushes, LOOP(double old = y[i]; y[i] = old * x[i] + a; z[i] = y[i] * old;)
      double t = dot(n, y, z); s = t * 0.25; y[0] = t;)

ADCC_ADJOINT(wrt(a, p), of(return))
ADCC_TANGENT(wrt(a, p), of(return))
double sparse(int n, int steps, const int *first, const double *a, const double *p)
{
    double x[n], q[n], s = 1.0;
    for (int i = 0; i < n; i++)
        x[i] = p[i];
    for (int step = 0; step < steps; step++) {
        multiply(n, first, a, x, q);
        s = 2.0 / (1.0 + dot(n, x, q));
        for (int i = 0; i < n; i++)
            x[i] = s * q[i] - 0.5 * x[i];
    }
    return s + dot(n, x, x);
}

/* Both may be the same. */
static double step_between(int n, double a, double *x, double *y)
{
    for (int i = 0; i < n; i++)
        x[i] = a * y[i] + 0.25;
    return dot(n, x, y);
}

ADCC_ADJOINT(wrt(x, y), of(x, y, return))
ADCC_TANGENT(wrt(x, y), of(x, y, return))
double between(int n, double *x, double *y)
{
    double s = step_between(n, 0.75, x, y);
    s += step_between(n, 0.5, y, y);
    return s * step_between(n, s, x, x);
}

#define ALL(of) \
    of(in_place) of(two_sums) of(own_names) of(called) of(called_with_more) \
    of(is_mentioned) of(changes_argument) of(shifted) of(shifted_by_one) of(writes_behind) \
    of(writes_anywhere) of(one_less) of(one_more) of(runs_down) of(as_long) \
    of(breaks) of(continues) of(scatters) of(returns) of(in_a_branch) \
    of(swapped) of(of_one_array) of(pushes)

#define TRY(f)                                                                               \
    {                                                                                        \
        IN(double, x, [9], 0.5, 1.5);                                                        \
        RETURNS(double);                                                                     \
        CHECK(ret = f(n, steps, x), ret = f##_d(n, steps, x, x_d, &ret_d),                   \
              ret = f##_b(n, steps, x, x_b, ret_b));                                         \
    }

double sparse_d(int n, int steps, const int *first, const double *a, const double *a_d,
                const double *p, const double *p_d, double *return_d);
double sparse_b(int n, int steps, const int *first, const double *a, double *a_b, const double *p,
                double *p_b, double return_b);
double between_d(int n, double *x, double *x_d, double *y, double *y_d, double *return_d);
double between_b(int n, double *x, double *x_b, double *y, double *y_b, double return_b);

int main(void)
{
    static const int first[] = {0, 2, 2, 5, 6, 9};
    for (int n = 1; n <= 9; n += 4)
        for (int steps = 0; steps < 4; steps++) {
            ALL(TRY)
        }
    for (int n = 1; n <= 5; n += 2) {
        IN(double, a, [9], 0.5, 1);
        IN(double, p, [5], 0.5, 1);
        RETURNS(double);
        CHECK(ret = sparse(n, 3, first, a, p), ret = sparse_d(n, 3, first, a, a_d, p, p_d, &ret_d),
              ret = sparse_b(n, 3, first, a, a_b, p, p_b, ret_b));
    }
    {
        INOUT(double, x, [5], -1, 1);
        INOUT(double, y, [5], -1, 1);
        RETURNS(double);
        CHECK(ret = between(5, x, y), ret = between_d(5, x, x_d, y, y_d, &ret_d),
              ret = between_b(5, x, x_b, y, y_b, ret_b));
    }
    return check_status();
}
