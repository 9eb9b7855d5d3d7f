/* What a function sums goes into the loop before its call: names that mean something else there, parameters
 * that have changed by then, pointers to void. */
// RUN: %run-all %s
#include <math.h>
#include "check.h"

static const double k = 3.0;

static double dot(int n, const double *x, const double *y)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static double scaled(int n, double a, const double *x)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += a * x[i];
    return sum;
}

static double squares(int n, const double *x)
{
    double k = 0.5;
    for (int i = 0; i < n; i++)
        k += x[i] * x[i];
    return k;
}

static double more_squares(int n, const double *x)
{
    double cos = 0.5;
    for (int i = 0; i < n; i++)
        cos += x[i] * x[i];
    return cos;
}

static void front(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = a * x[i];
}

static void halves(int n, double a, const double *x, double *y)
{
    a = 0.5 * a;
    for (int i = 0; i < n; i++)
        y[i] = a * x[i];
}

static void steps_on(int n, const double *x, double *y)
{
    x++;
    for (int i = 0; i < n; i++)
        y[i] += 0.5 * x[i];
}

static void hides_index(int n, double i, const double *x, double *y)
{
    double a = i * i;
    for (int i = 0; i < n; i++)
        y[i] = a * x[i];
}

static void hides_factor(int n, double a, const double *x, double *y)
{
    for (int i = 0; i < n; i++) {
        double b = a * x[i];
        double a = b * b;
        y[i] = a;
    }
}

static void hides_its_own(int n, double a, const double *x, double *y)
{
    for (int j = 0; j < n; j++) {
        y[j] = a * x[j];
        int k = j;
        {
            int j = n - 1 - k;
            y[k] += x[j];
        }
        const int j = k / 2;
        y[k] += x[j];
    }
}

#define STEPS(f, ...)                                                                  \
    ADCC_ADJOINT(wrt(x), of(return))                                                   \
    ADCC_TANGENT(wrt(x), of(return))                                                   \
    double f(int n, const double *x, const void *w)                                    \
    {                                                                                  \
        double y[n], z[n + 1], s = 0.5, t = 0.0, front_dot = 0.5 * x[1];               \
        for (int i = 0; i < n; i++)                                                    \
            y[i] = z[i + 1] = z[i] = 0.5 + 0.125 * i;                                  \
        for (int step = 0; step < n + 15; step++) {                                    \
            __VA_ARGS__                                                                \
            s = 0.75 + t / (k + t * t);                                                \
        }                                                                              \
        return s + 0.0 * front_dot * z[0] * (w != 0);                                  \
    }                                                                                  \
    double f##_d(int n, const double *x, const double *x_d, const void *w, double *return_d); \
    double f##_b(int n, const double *x, double *x_b, const void *w, double return_b);

#define LOOP(...)                                                                      \
    for (int i = 0; i < n; i++) {                                                      \
        __VA_ARGS__                                                                    \
    }

STEPS(changed_number, halves(n, s, x, y); t = scaled(n, s, y);)
STEPS(changed_pointer, z[1] = s * x[0]; steps_on(n, z, y); t = dot(n, y, z);)
STEPS(hidden_index, hides_index(n, s, x, y); t = scaled(n, s, y);)
STEPS(hidden_factor, hides_factor(n, s, x, y); t = scaled(n, s, y);)
STEPS(hidden_by_index, hides_its_own(n, s, x, y); t = scaled(n, s, y);)
STEPS(hidden_global, LOOP(y[i] = k * s * x[i];) t = squares(n, y);)
STEPS(hidden_later, LOOP(y[i] = s * x[i];) s = squares(n, y); t = s / (k + s * s);)
STEPS(hidden_function, LOOP(y[i] = cos(s * x[i]);) t = more_squares(n, y);)
STEPS(of_void, LOOP(y[i] = s * x[i];) t = dot(n, y, w);)
STEPS(hidden_call, front(n, s * front_dot, x, y); t = dot(n, y, y);)

#define ALL(of)                                                                        \
    of(changed_number) of(changed_pointer) of(hidden_index) of(hidden_factor) of(hidden_by_index) \
    of(hidden_global) of(hidden_later) of(hidden_function) of(of_void) of(hidden_call)

#define TRY(f)                                                                         \
    {                                                                                  \
        IN(double, x, [5], 0.5, 1.5);                                                  \
        RETURNS(double);                                                               \
        CHECK(ret = f(5, x, w), ret = f##_d(5, x, x_d, w, &ret_d),                     \
              ret = f##_b(5, x, x_b, w, ret_b));                                       \
    }

int main(void)
{
    static const double w[] = {0.5, -0.25, 1.0, 0.75, 0.125};
    ALL(TRY)
    return check_status();
}
