/* Adjoints of a function's own arrays: zeros in them, and sums, that nothing reads any more, and those that something does. */
// RUN: %run-all %s
#include "check.h"

#define OWN(f, ...)                                                                     \
    ADCC_ADJOINT(wrt(x), of(return))                                                    \
    ADCC_TANGENT(wrt(x), of(return))                                                    \
    double f(int n, const double *x)                                                    \
    {                                                                                   \
        double y[n + 2], z[n + 2], w[3] = {0.5, 0.25, 0.125}, s = 0.0;                   \
        for (int i = 0; i < n + 2; i++)                                                 \
            y[i] = z[i] = 0.25 * i;                                                     \
        __VA_ARGS__                                                                     \
        for (int i = 0; i < n; i++)                                                     \
            s += (i + 1) * y[i] * y[i] - z[i];                                          \
        return s + w[1] * w[2];                                                         \
    }                                                                                   \
    double f##_d(int n, const double *x, const double *x_d, double *return_d);          \
    double f##_b(int n, const double *x, double *x_b, double return_b);

#define LOOP(...)                                                                       \
    for (int i = 0; i < n; i++) {                                                       \
        __VA_ARGS__                                                                     \
    }

static void fill(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * y[i] + y[i + 1];
}

OWN(set_once, LOOP(y[i] = x[i] * x[i];))
OWN(set_twice, LOOP(y[i] = x[i]; y[i] = y[i] * x[i]; z[i] = y[i];))
OWN(from_before, LOOP(y[i + 1] = y[i] * x[i]; z[i] = y[i];))
OWN(from_behind, LOOP(y[i] = y[i + 1] * x[i]; y[i + 1] = x[i];))
OWN(turned, LOOP(y[n - 1 - i] = y[i] * x[i];))
OWN(wrapped, LOOP(w[i % 3] = w[(i + 1) % 3] * x[i]; y[i] = w[0];))
OWN(one_place, LOOP(y[0] = y[0] * x[i] + x[i]; z[1] = y[0];))
OWN(again, for (int k = 0; k < 3; k++) LOOP(y[i] = y[i] * x[i]; z[i] = y[i] * k;))
OWN(until, int i = 0; while (i < n && y[i] < 3.0) { y[i] = x[i] + y[i + 1]; i += 1 + (x[i] > 0.0); })
OWN(jumps, LOOP(if (x[i] < 0.0) continue; y[i] = x[i] * z[i]; z[i] = x[i]; if (x[i] > 0.9) break;))
OWN(called, fill(n, x, y); LOOP(z[i] = y[i];) fill(n, z, y);)
OWN(called_in_loop, for (int k = 0; k < 2; k++) { fill(n, x, y); LOOP(y[i] *= x[i];) })
OWN(pointed_at, double *p = n % 2 ? y : z; LOOP(p[i] = x[i] * y[i];) y[1] = p[0];)
OWN(only_sums, LOOP(z[i] = y[i] * x[i];) LOOP(y[i] = z[i];) LOOP(z[i] = 0.0;))
OWN(inner, for (int k = 0; k < 2; k++) { double v[n]; LOOP(v[i] = x[i] * y[i];) LOOP(y[i] = v[i];) })
OWN(rows, double a[n][2]; LOOP(a[i][0] = x[i]; a[i][1] = x[i] * y[i]; y[i] = a[i][0] * a[i][1];)
    LOOP(a[i][0] = a[n - 1 - i][1]; z[i] = a[i][0];))

#define ALL(of)                                                                         \
    of(set_once) of(set_twice) of(from_before) of(from_behind) of(turned) of(wrapped)   \
    of(one_place) of(again) of(until) of(jumps) of(called) of(called_in_loop)           \
    of(pointed_at) of(only_sums) of(inner) of(rows)

#define TRY(f)                                                                          \
    {                                                                                   \
        IN(double, x, [7], -1, 1);                                                      \
        RETURNS(double);                                                                \
        CHECK(ret = f(n, x), ret = f##_d(n, x, x_d, &ret_d),                            \
              ret = f##_b(n, x, x_b, ret_b));                                           \
    }

int main(void)
{
    for (int n = 1; n < 7; n++) {
        ALL(TRY)
    }
    return check_status();
}
