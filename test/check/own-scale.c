/* An error in a component that is a million times smaller than others is found, and right ones are not accused. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep '^right.*WRONG' %t
// RUN: not %adcc --check --seed=2 --samples=1 %s | FileCheck %s
#include <adcc.h>
#include <math.h>

static double square(double x) { return x * x; }
static double square_b(double x, double *x_b, double return_b)
{
    *x_b += 3 * x * return_b; /* 2 */
    return square(x);
}
static double square_d(double x, double x_d, double *return_d)
{
    *return_d = 3 * x * x_d;
    return square(x);
}
ADCC_USE_ADJOINT(square, square_b)
ADCC_USE_TANGENT(square, square_d)

static double half(double x) { return x / 2; }
static double half_b(double x, double *x_b, double return_b)
{
    *x_b += 0.6 * return_b;
    return half(x);
}
ADCC_USE_ADJOINT(half, half_b)

/* both derivatives */
// CHECK: {{^}}small_output {{.*}}adjoint against tangent {{.*}}ok
// CHECK: {{^}}small_output {{.*}}each component on its own scale {{.*}}WRONG  x: tangent of o[1]
ADCC_ADJOINT(wrt(x, y), of(o))
void small_output(double x, double y, double o[2])
{
    o[0] = 1e6 * fabs(y);
    o[1] = square(x);
}
// CHECK: {{^}}small_input {{.*}}each component on its own scale {{.*}}WRONG  x[1]: tangent of return
ADCC_ADJOINT(wrt(x), of(return))
double small_input(const double x[3]) { return 1e6 * x[0] + square(x[1]) + 1e6 * fabs(x[2]); }

// CHECK: {{^}}large_value {{.*}}own scale {{.*}}WRONG  x: tangent of return
ADCC_CHECK(y = 1e8)
ADCC_ADJOINT(wrt(x, y), of(return))
double large_value(double x, double y) { return fabs(y) + square(x); }

/* the adjoint alone */
// CHECK: {{^}}small_adjoint {{.*}}adjoint against tangent {{.*}}ok
// CHECK: {{^}}small_adjoint {{.*}}own scale {{.*}}WRONG  x: adjoint {{.*}}, tangent
ADCC_ADJOINT(wrt(x, y), of(return))
double small_adjoint(double x, double y) { return 1e11 * y + half(x); }

// CHECK: {{^}}in_place {{.*}}own scale {{.*}}WRONG  x[2]: adjoint {{.*}}, tangent
ADCC_ADJOINT(wrt(x), of(x))
void in_place(double x[3])
{
    x[0] = 1e12 * x[1];
    x[1] = half(x[2]);
}

// CHECK: {{^}}of_many {{.*}}own scale {{.*}}WRONG  x[{{[0-9]+}}]: adjoint
ADCC_CHECK(n = 4000)
ADCC_ADJOINT(wrt(x), of(return))
double of_many(int n, const double x[n])
{
    double s = 1e6 * x[0];
    for (int i = 1; i < n; i++)
        s += half(x[i]);
    return s;
}

typedef struct { float big, small; } two;
// CHECK: {{^}}in_float {{.*}}own scale {{.*}}WRONG  p.small: tangent of return.small
ADCC_ADJOINT(wrt(p), of(return))
two in_float(two p)
{
    two q = {p.big * 3000, (float)square(p.small)};
    return q;
}

// CHECK: {{^}}right_many {{.*}}own scale {{.*}}ok     {{6[46]}} of 4000, at random
ADCC_CHECK(n = 4000)
ADCC_ADJOINT(wrt(x), of(return))
double right_many(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += exp(-0.02 * i) * x[i] * x[i];
    return s;
}
// CHECK: {{^}}right_scales {{.*}}own scale {{.*}}ok     all 5
ADCC_CHECK(x = uniform(1e-9, 2e-9), y = uniform(1e7, 3e7))
ADCC_ADJOINT(wrt(x, y, z), of(o))
void right_scales(double x, double y, double z, double o[2])
{
    o[0] = y * y * sin(z) + x;
    o[1] = x * x * 1e-7 + (z * 1e-9) / y;
}
/* internal cancellation: 8 digits are lost */
// CHECK: {{^}}right_noise {{.*}}own scale {{.*}}ok
ADCC_ADJOINT(wrt(x), of(y))
void right_noise(const double x[3], double y[2])
{
    y[0] = (x[0] + 1e8) - 1e8;
    y[1] = 1e-3 * ((x[1] * 1e5 + x[2]) - x[1] * 1e5);
}
/* too wild for all but the smallest steps */
// CHECK: {{^}}right_wild {{.*}}own scale {{.*}}ok
ADCC_ADJOINT(wrt(x), of(return))
double right_wild(const double x[2]) { return sin(1e7 * x[0]) + x[1]; }

// CHECK: {{^}}right_kinks {{.*}}own scale {{.*}}ok
ADCC_CHECK(n = 50, x = uniform(-1, 1))
ADCC_ADJOINT(wrt(x), of(return))
double right_kinks(int n, const double x[n])
{
    double s = 0;
    for (int i = 0; i < n; i++)
        s += fabs(x[i] - x[(i + 1) % n]) + fmax(x[i], 0.01 * x[(i + 7) % n]);
    return s;
}
// CHECK: {{^}}right_in_place {{.*}}own scale {{.*}}ok
ADCC_ADJOINT(wrt(x), of(x))
void right_in_place(double x[4])
{
    for (int k = 0; k < 4; k++)
        for (int i = 1; i < 4; i++)
            x[i] = 1e-3 * x[i] * x[i - 1];
}
