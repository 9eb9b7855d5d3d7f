// RUN: %gcc -D_GNU_SOURCE -I%root/compiler %s -o %t -lm && %t
// RUN: %clang -D_GNU_SOURCE -I%root/compiler %s -o %t -lm && %t
/* table.c - holds every line of rules.def against difference quotients, in three precisions.
 *
 * rules.def is compiled as C: the partials become functions of x, y, z, n and r.  The quotient
 * is taken of the long double function (Richardson on central differences), the partial is
 * evaluated in float, double and long double; <tgmath.h> picks cosf for cos as adcc does.
 * Then the table of choices (kinks, ties, the origin), line by line.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#define LINE0(...) __VA_ARGS__
#define LINE1(...) __VA_ARGS__
#define LINE2(...) __VA_ARGS__
#define REAL double
#define F(name) name
#define C(number) number
#define PI 3.14159265358979323846
#define LIMIT 10.0
#define DIGAMMA adcc_digamma
#include "digamma.def"
#undef REAL
#undef C
#undef PI
#undef LIMIT
#undef DIGAMMA
#define REAL long double
#define C(number) number##L
#define PI 3.14159265358979323846264338327950288L
#define LIMIT 16.0L
#define DIGAMMA adcc_digammal
#include "digamma.def"
#define adcc_digamma(x) _Generic((x), long double: adcc_digammal, default: adcc_digamma)(x)

/* Not in <tgmath.h>. */
#define BY_TYPE(x, f, fl, d) _Generic((x), float: f, long double: fl, default: d)
#define j0(x) BY_TYPE(x, j0f, j0l, j0)(x)
#define j1(x) BY_TYPE(x, j1f, j1l, j1)(x)
#define y0(x) BY_TYPE(x, y0f, y0l, y0)(x)
#define y1(x) BY_TYPE(x, y1f, y1l, y1)(x)
#define jn(n, x) BY_TYPE(x, jnf, jnl, jn)(n, x)
#define yn(n, x) BY_TYPE(x, ynf, ynl, yn)(n, x)
#define lgamma_rf lgammaf_r
#define lgamma_rl lgammal_r

enum { PRECISIONS = 3 };
typedef long double Value;

/* One line of the table: the function and its partials, each in float, double, long double. */
typedef struct Line {
    const char *name;
    int reals; /* arguments with a partial */
    Value (*value[PRECISIONS])(Value x, Value y, Value z, int n);
    Value (*partial[3][PRECISIONS])(Value x, Value y, Value z, int n, Value r);
} Line;

/* A partial in the three precisions; a static function for each. */
#define PARTIAL(name, k, T, p, e) \
    static Value name##_##k##_##p(Value x_, Value y_, Value z_, int n, Value r_) \
    { \
        T x = (T)x_, y = (T)y_, z = (T)z_, r = (T)r_; \
        (void)x, (void)y, (void)z, (void)r, (void)n; \
        return e; \
    }
#define PARTIALS(name, k, e) \
    PARTIAL(name, k, float, 0, e) PARTIAL(name, k, double, 1, e) PARTIAL(name, k, long double, 2, e)
#define VALUE(name, f, T, p, ...) \
    static Value name##_v_##p(Value x_, Value y_, Value z_, int n) \
    { \
        T x = (T)x_, y = (T)y_, z = (T)z_; \
        int i = 0; \
        int *pi = &i; \
        (void)x, (void)y, (void)z, (void)n, (void)pi; \
        return (f)(__VA_ARGS__); \
    }
#define VALUES(name, ...) \
    VALUE(name, name##f, float, 0, __VA_ARGS__) VALUE(name, name, double, 1, __VA_ARGS__) \
    VALUE(name, name##l, long double, 2, __VA_ARGS__)

#define RULE1(name, dx) VALUES(name, x) PARTIALS(name, 0, dx)
#define RULE2(name, dx, dy) VALUES(name, x, y) PARTIALS(name, 0, dx) PARTIALS(name, 1, dy)
#define RULE3(name, dx, dy, dz) \
    VALUES(name, x, y, z) PARTIALS(name, 0, dx) PARTIALS(name, 1, dy) PARTIALS(name, 2, dz)
#define GUARD1(name, c, dx) RULE1(name, (c) ? dx : 0)
#define RULE_XN(name, dx) VALUES(name, x, n) PARTIALS(name, 0, dx)
#define RULE_NX(name, dx) VALUES(name, n, x) PARTIALS(name, 0, dx)
#define RULE_XP(name, dx) VALUES(name, x, pi) PARTIALS(name, 0, dx)
#define RULE_XYP(name, dx, dy) VALUES(name, x, y, pi) PARTIALS(name, 0, dx) PARTIALS(name, 1, dy)
#define FLAT(name)
#define COMPLEX1(name, dx)
#define COMPLEX2(name, dx, dy)
#pragma GCC diagnostic ignored "-Wunused-function"
#include "rules.def"
#undef RULE1
#undef RULE2
#undef RULE3
#undef GUARD1
#undef RULE_XN
#undef RULE_NX
#undef RULE_XP
#undef RULE_XYP

#define THREE(name) {name##_0, name##_1, name##_2}
#define ROW(name, n, ...) {#name, n, THREE(name##_v), {__VA_ARGS__}},
#define RULE1(name, dx) ROW(name, 1, THREE(name##_0))
#define RULE2(name, dx, dy) ROW(name, 2, THREE(name##_0), THREE(name##_1))
#define RULE3(name, dx, dy, dz) ROW(name, 3, THREE(name##_0), THREE(name##_1), THREE(name##_2))
#define GUARD1(name, c, dx) RULE1(name, dx)
#define RULE_XN(name, dx) RULE1(name, dx)
#define RULE_NX(name, dx) RULE1(name, dx)
#define RULE_XP(name, dx) RULE1(name, dx)
#define RULE_XYP(name, dx, dy) RULE2(name, dx, dy)
static const Line lines[] = {
#include "rules.def"
};
enum { LINES = sizeof lines / sizeof *lines };

static int checks, bad;

/* The quotient of the long double function by argument k. */
static Value quotient(const Line *line, int k, const Value *at, int n)
{
    Value d[3];
    for (int i = 0; i < 3; i++) {
        Value h = 1e-4L / (1 << i), lo[3], hi[3];
        memcpy(lo, at, sizeof lo);
        memcpy(hi, at, sizeof hi);
        hi[k] += h;
        lo[k] -= h;
        d[i] = (line->value[2](hi[0], hi[1], hi[2], n) - line->value[2](lo[0], lo[1], lo[2], n)) /
               (hi[k] - lo[k]);
    }
    Value a = (4 * d[1] - d[0]) / 3, b = (4 * d[2] - d[1]) / 3;
    return (16 * b - a) / 15;
}

static void check_at(const Line *line, const Value *at, int n)
{
    static const double tolerance[PRECISIONS] = {2e-5, 1e-12, 1e-12};
    Value r[PRECISIONS];
    for (int p = 0; p < PRECISIONS; p++)
        r[p] = line->value[p](at[0], at[1], at[2], n);
    if (!isfinite(r[2]))
        return;
    for (int k = 0; k < line->reals; k++) {
        Value q = quotient(line, k, at, n);
        if (!isfinite(q))
            continue;
        for (int p = 0; p < PRECISIONS; p++) {
            Value d = line->partial[k][p](at[0], at[1], at[2], n, r[p]);
            checks++;
            if (fabsl(d - q) <= tolerance[p] * (1 + fabsl(q) + fabsl(r[2])))
                continue;
            bad++;
            printf("%s(%Lg, %Lg, %Lg; %d), argument %d, precision %d: %.18Lg, quotient %.18Lg\n",
                   line->name, at[0], at[1], at[2], n, k, p, d, q);
        }
    }
}

/* Every line at points inside and outside its domain; outside, nothing is finite and nothing checked. */
static void check_table(void)
{
    static const Value xs[] = {-3.3125L, -1.6875L, -0.78125L, -0.3125L, 0.1875L,
                               0.59375L, 0.890625L, 1.34375L, 2.71875L, 5.40625L};
    for (int l = 0; l < LINES; l++) {
        int before = checks;
        for (int i = 0; i < 10; i++)
            for (int j = 0; j < (lines[l].reals > 1 ? 10 : 1); j++) {
                Value at[3] = {xs[i], xs[9 - j] + 0.0546875L, 0.4375L};
                check_at(&lines[l], at, i % 4);
            }
        if (checks == before) {
            printf("%s: no point was checked\n", lines[l].name);
            bad++;
        }
    }
}

/* The k-th partial of a function at a point, in double. */
static double partial(const char *name, int k, double x, double y, int n)
{
    for (int l = 0; l < LINES; l++)
        if (!strcmp(lines[l].name, name)) {
            double r = (double)lines[l].value[1](x, y, 0, n);
            return (double)lines[l].partial[k][1](x, y, 0, n, r);
        }
    printf("no rule for %s\n", name);
    exit(1);
}

static void choice(const char *name, int k, double x, double y, double want)
{
    double got = partial(name, k, x, y, 0);
    checks++;
    if (got == want || (isnan(got) && isnan(want)))
        return;
    bad++;
    printf("%s(%g, %g), argument %d: %g, not %g\n", name, x, y, k, got, want);
}

/* The choices at kinks and singular points. */
static void check_choices(void)
{
    double nan = (double)NAN, inf = (double)INFINITY;
    choice("fabs", 0, 0.0, 0, 0.0);
    choice("fabs", 0, -0.0, 0, 0.0);
    choice("fmax", 0, 2.0, 2.0, 1.0);
    choice("fmax", 1, 2.0, 2.0, 0.0);
    choice("fmin", 0, 2.0, 2.0, 1.0);
    choice("fmin", 1, 2.0, 2.0, 0.0);
    choice("fmax", 0, 2.0, nan, 1.0);
    choice("fmax", 1, 2.0, nan, 0.0);
    choice("fmin", 0, nan, 2.0, 0.0);
    choice("fmin", 1, nan, 2.0, 1.0);
    choice("fdim", 0, 2.0, 2.0, 0.0);
    choice("fdim", 1, 2.0, 2.0, 0.0);
    choice("sqrt", 0, 0.0, 0, 0.0);
    choice("sqrt", 0, -0.0, 0, 0.0);
    choice("sqrt", 0, -1.0, 0, nan);
    choice("cbrt", 0, 0.0, 0, 0.0);
    choice("hypot", 0, 0.0, 0.0, 0.0);
    choice("hypot", 1, 0.0, 0.0, 0.0);
    choice("atan2", 0, 0.0, 0.0, 0.0);
    choice("atan2", 1, 0.0, -0.0, 0.0);
    choice("pow", 0, 0.0, 2.0, 0.0);
    choice("pow", 0, 0.0, 1.0, 1.0);
    choice("pow", 0, 0.0, 0.0, 0.0);
    choice("pow", 0, 3.0, 0.0, 0.0);
    choice("pow", 0, 0.0, 0.5, inf);
    choice("pow", 0, -2.0, 3.0, 12.0);
    choice("pow", 1, 0.0, 2.0, 0.0);
    choice("pow", 1, -2.0, 3.0, 0.0);
    choice("pow", 1, 0.0, 0.0, 0.0);
    choice("fmod", 1, 10.0, 0.1, -99.0);
    choice("fmod", 1, -7.5, 2.0, 3.0);
    choice("remainder", 1, 7.5, 2.0, -4.0);
    choice("copysign", 0, 0.0, -1.0, 0.0);
    choice("copysign", 0, -3.0, -0.0, 1.0);
    choice("copysign", 0, 3.0, -2.0, -1.0);
    choice("frexp", 0, 0.0, 0, 1.0);
}

int main(void)
{
    check_table();
    check_choices();
    printf("%d checks, %d bad\n", checks, bad);
    return bad != 0 || checks < 1000;
}
