/* Derivatives that try to get past --check do not, and right ones that look odd are not accused. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep '^right.*WRONG' %t
// RUN: not %adcc --check --seed=6 --samples=1 %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep '^right.*WRONG' %t
#include <adcc.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>

/* linear in |seed| only */
static double sq(double x) { return x * x; }
static double abs_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * fabs(return_b);
    return sq(x);
}
static double square(double x) { return x * x; }
ADCC_USE_ADJOINT(square, abs_b)
// CHECK: {{^}}abs_of_seed {{.*}}own scale {{.*}}WRONG  x[{{.}}]: adjoint
ADCC_ADJOINT(wrt(x), of(return))
double abs_of_seed(const double x[2]) { return square(x[0]) - square(x[1]); }

/* adds a constant, whatever the seed */
static double plus(double x) { return x * x; }
static double plus_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * return_b + 1e-8;
    return plus(x);
}
ADCC_USE_ADJOINT(plus, plus_b)
// CHECK: {{^}}constant_term {{.*}}adjoint against tangent {{.*}}WRONG  {{.*}}; x: adjoint
ADCC_ADJOINT(wrt(x), of(return))
double constant_term(double x) { return plus(x); }

/* not a number, in the adjoint alone */
static double nan_at(double x) { return x * x; }
static double nan_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * return_b + (x > 0 ? NAN : 0);
    return nan_at(x);
}
ADCC_USE_ADJOINT(nan_at, nan_b)
// CHECK: {{^}}not_finite {{.*}}derivatives are finite {{.*}}WRONG  adjoint of x is {{-?}}nan
ADCC_ADJOINT(wrt(x), of(return))
double not_finite(double x) { return nan_at(x); }

/* the value does not depend on x; both derivatives say it does */
static double seven(double x) { return 7 + 0 * x; }
static double seven_b(double x, double *x_b, double return_b)
{
    *x_b += return_b;
    return seven(x);
}
static double seven_d(double x, double x_d, double *return_d)
{
    *return_d = x_d;
    return seven(x);
}
ADCC_USE_ADJOINT(seven, seven_b)
ADCC_USE_TANGENT(seven, seven_d)
// CHECK: {{^}}constant_value {{.*}}central differences {{.*}}WRONG  {{.*}}; x: tangent of return 1, difference quotient 0
ADCC_ADJOINT(wrt(x), of(return))
double constant_value(double x) { return seven(x); }

/* large and small values: sets where it has to add; a factor where all but the derivative underflows */
static double large(double x) { return x * 1e150; }
static double large_b(double x, double *x_b, double return_b)
{
    *x_b = 1e150 * return_b;
    return large(x);
}
ADCC_USE_ADJOINT(large, large_b)
// CHECK: {{^}}huge_scale {{.*}}adds to what is there {{.*}}WRONG
ADCC_CHECK(x = uniform(1e100, 2e100))
ADCC_ADJOINT(wrt(x), of(return))
double huge_scale(double x) { return large(x); }

static double tiny(double x) { return x * x * 1e-150; }
static double tiny_b(double x, double *x_b, double return_b)
{
    *x_b += x * 1e-150 * return_b;
    return tiny(x);
}
ADCC_USE_ADJOINT(tiny, tiny_b)
// CHECK: {{^}}tiny_scale {{.*}}adjoint against tangent {{.*}}WRONG
ADCC_CHECK(x = uniform(1e-100, 2e-100))
ADCC_ADJOINT(wrt(x), of(return))
double tiny_scale(double x) { return tiny(x); }

/* uses the value after the call, in place */
static void mul(double *x) { x[0] = x[0] * x[1]; }
static void mul_b(double *x, double *x_b)
{
    double seed = x_b[0];
    x_b[0] = seed * x[1];
    x_b[1] = seed * x[0];
    mul(x);
}
ADCC_USE_ADJOINT(mul, mul_b, x[2])
// CHECK: {{^}}in_place {{.*}}adds to what is there {{.*}}WRONG  x[1]:
ADCC_ADJOINT(wrt(x[2]), of(x[2]))
void in_place(double *x) { mul(x); }

/* the seed of an output is not cleared */
static void twice(const double *x, double *y) { *y = 2 * *x; }
static void twice_b(const double *x, double *x_b, double *y, double *y_b)
{
    *x_b += 2 * *y_b;
    twice(x, y);
}
ADCC_USE_ADJOINT(twice, twice_b, y[1])
// CHECK: {{^}}seed_left {{.*}}adjoint against tangent {{.*}}WRONG  {{.*}}; y[0]: adjoint {{.*}}, tangent 0
ADCC_ADJOINT(wrt(x[1]), of(y[1]))
void seed_left(const double *x, double *y) { twice(x, y); }

/* another value each time */
// CHECK: {{^}}random_value {{.*}}value and memory, bit for bit {{.*}}WRONG  return is {{.*}} after a second call, but {{.*}} after the first
ADCC_ADJOINT(wrt(x), of(return))
double random_value(double x) { return x * (1 + rand() % 100000); }

typedef struct { double a, b; float c; int n; } body;
static double energy(const body *s) { return 1e3 * s->a + s->b * s->b * s->c; }
static double energy_b(const body *s, body *s_b, double return_b)
{
    s_b->a += 1e3 * return_b;
    s_b->b += 2 * s->b * s->c * return_b;
    s_b->c += (float)(s->b * return_b);
    return energy(s);
}
ADCC_USE_ADJOINT(energy, energy_b)
// CHECK: {{^}}one_member {{.*}}own scale {{.*}}WRONG  s.c: adjoint
ADCC_ADJOINT(wrt(s[1]), of(return))
double one_member(const body *s) { return energy(s); }

// CHECK: {{^}}right_counter
ADCC_ADJOINT(wrt(x), of(return))
double right_counter(double x)
{
    static int calls;
    return ++calls > 0 ? x * x : 0;
}
double level = 2;
ADCC_ADJOINT(wrt(x, level), of(return, level))
double right_global(double x)
{
    level = level * x;
    return level * level + x;
}
ADCC_ADJOINT(wrt(x[3]), of(y[3]))
void right_zero(const double *x, double *y)
{
    for (int i = 0; i < 3; i++)
        y[i] = 0 * x[i];
}
ADCC_ADJOINT(wrt(x), of(return))
double right_ignored(double x) { return x != x ? 1 : 0; }
ADCC_ADJOINT(wrt(x), of(return))
long double right_wide(long double x) { return expl(x) * x; }
/* ends when it is near enough: its error is no derivative's */
ADCC_ADJOINT(wrt(a), of(return))
double right_solver(double a)
{
    double x = 1;
    for (int i = 0; i < 100 && fabs(x * x - a) > 1e-6; i++)
        x = x - (x * x - a) / (2 * x);
    return x;
}
/* derivatives of all sizes down to 1e-20 */
ADCC_CHECK(n = 40, u[n] = uniform(0, 1))
ADCC_ADJOINT(wrt(u), of(return))
double right_spread(int n, double *u)
{
    for (int t = 0; t < 20; t++) {
        double left = u[0];
        for (int i = 1; i + 1 < n; i++) {
            double old = u[i];
            u[i] += 0.2 * (left - 2 * u[i] + u[i + 1]);
            left = old;
        }
    }
    return u[1] * u[1];
}
/* small pivots make large entries */
ADCC_CHECK(n = 6, a[n * n] = ((i * 7 + 3) % 11) * 0.1 + (i % 7 == 0) * 0.05)
ADCC_ADJOINT(wrt(a, b[n]), of(b))
void right_solve(int n, double *a, double *b)
{
    for (int k = 0; k < n; k++)
        for (int i = k + 1; i < n; i++) {
            double f = a[i * n + k] / a[k * n + k];
            for (int j = k; j < n; j++)
                a[i * n + j] -= f * a[k * n + j];
            b[i] -= f * b[k];
        }
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            b[i] -= a[i * n + j] * b[j];
        b[i] /= a[i * n + i];
    }
}
ADCC_CHECK(x = uniform(0.2, 0.8))
ADCC_ADJOINT(wrt(x), of(return))
double right_chaos(double x)
{
    for (int i = 0; i < 20; i++)
        x = 3.9 * x * (1 - x);
    return x;
}
ADCC_CHECK(n = 5, x = uniform(-50, 50))
ADCC_ADJOINT(wrt(x[n]), of(y[n]))
void right_softmax(int n, const double *x, double *y)
{
    double most = x[0], s = 0;
    for (int i = 1; i < n; i++)
        most = x[i] > most ? x[i] : most;
    for (int i = 0; i < n; i++)
        s += y[i] = exp(x[i] - most);
    for (int i = 0; i < n; i++)
        y[i] /= s;
}
ADCC_CHECK(x = uniform(-2, 2))
ADCC_ADJOINT(wrt(x), of(return))
float right_single(const float x[6])
{
    float s = 0;
    for (int i = 0; i < 6; i++)
        s += 0.5f * x[i] * (1 + tanhf(0.8f * (x[i] + 0.04f * x[i] * x[i] * x[i])));
    return s;
}
ADCC_ADJOINT(wrt(z), of(return))
double complex right_complex(double complex z) { return cexp(z) * z; }
ADCC_CHECK(x = uniform(1e300, 1.5e308))
ADCC_ADJOINT(wrt(x), of(return))
double right_huge(double x) { return x * 0.5; }
ADCC_CHECK(x = uniform(1e-320, 2e-310))
ADCC_ADJOINT(wrt(x), of(return))
double right_subnormal(double x) { return x * 0.5; }
ADCC_CHECK(x = uniform(1e-40, 2e-39))
ADCC_ADJOINT(wrt(x), of(return))
float right_subnormal_float(float x) { return x * 0.5f; }
ADCC_CHECK(x = uniform(1e37, 2e38))
ADCC_ADJOINT(wrt(x), of(return))
float right_huge_float(float x) { return x * 0.25f; }
ADCC_CHECK(x = uniform(0, 1))
ADCC_ADJOINT(wrt(x), of(return))
double right_jumps(double x) { return floor(100 * x) / 100 + x; }
ADCC_CHECK(x = 1e9)
ADCC_ADJOINT(wrt(x), of(return))
double right_cast(double x) { return (float)x * 2.0; }

// CHECK: {{^}}kink {{.*}}{{forward|backward}} differences {{.*}}WRONG  error {{.*}}, a kink: the two sides differ
ADCC_CHECK(x = 1)
ADCC_ADJOINT(wrt(x), of(return))
double kink(double x) { return x < 1 ? 2 * x : 3 * x - 1; }
