/* Ten errors that people make in adjoints, each found, with its component and its statement. */
// RUN: not %adcc --check=statements %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep -q 'fine.*WRONG' %t
#include <adcc.h>
#include <math.h>
#include <string.h>

#define N 3

/* 1: a sign */
static double fall(double x) { return 1 - x * x; }
static double fall_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * return_b;
    return fall(x);
}
ADCC_USE_ADJOINT(fall, fall_b)
// CHECK: {{^}}wrong_sign {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; k: adjoint
// CHECK: {{^}}wrong_sign {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+2]]:{{.*}}fall(k)
ADCC_ADJOINT(wrt(x, k), of(return))
double wrong_sign(double x, double k) { return x * x + fall(k); }

/* 2: a factor */
static double area(double r) { return 3.25 * r * r; }
static double area_b(double r, double *r_b, double return_b)
{
    *r_b += 3.25 * r * return_b;
    return area(r);
}
ADCC_USE_ADJOINT(area, area_b)
// CHECK: {{^}}missing_factor {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; x[0]: adjoint
// CHECK: {{^}}missing_factor {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+6]]:{{.*}}area(x[i])
ADCC_ADJOINT(wrt(x), of(return))
double missing_factor(const double x[N])
{
    double s = 0;
    for (int i = 0; i < N; i++)
        s += area(x[i]);
    return s;
}

/* 3: = for += */
static double square(double x) { return x * x; }
static double square_b(double x, double *x_b, double return_b)
{
    *x_b = 2 * x * return_b;
    return square(x);
}
ADCC_USE_ADJOINT(square, square_b)
// CHECK: {{^}}missing_sum {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; x[1]: adjoint
// CHECK: {{^}}missing_sum {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+5]]:{{.*}}square(x[1])
ADCC_ADJOINT(wrt(x), of(return))
double missing_sum(const double x[N])
{
    double u[1] = {x[1] * 3};
    double a = square(x[1]);
    return a + u[0] + x[0] * x[1];
}

/* 4: an index */
static void shift(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = 2 * x[(i + 1) % n];
}
static void shift_b(int n, const double *x, double *x_b, double *y, double *y_b)
{
    for (int i = 0; i < n; i++) {
        x_b[i] += 2 * y_b[i];
        y_b[i] = 0;
    }
    shift(n, x, y);
}
ADCC_USE_ADJOINT(shift, shift_b, y[n])
// CHECK: {{^}}wrong_index {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; x[0]: adjoint
// CHECK: {{^}}wrong_index {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+5]]:{{.*}}shift(3, x, t)
ADCC_ADJOINT(wrt(x), of(return))
double wrong_index(const double x[N])
{
    double t[N];
    shift(3, x, t);
    return t[0] * x[2] + 3 * t[1] + sin(t[2]);
}

/* 5: the adjoint of an output is not left zero */
static void fill(int n, const double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] * x[i];
}
static void fill_b(int n, const double *x, double *x_b, double *y, double *y_b)
{
    for (int i = 0; i < n; i++)
        x_b[i] += 2 * x[i] * y_b[i];
    fill(n, x, y);
}
ADCC_USE_ADJOINT(fill, fill_b, y[n])
// CHECK: {{^}}not_zeroed {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; y[0]: adjoint
// CHECK: {{^}}not_zeroed {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+4]]:{{.*}}fill(3, x, y)
ADCC_ADJOINT(wrt(x, y), of(y))
void not_zeroed(const double x[N], double y[N])
{
    fill(3, x, y);
    y[1] *= x[0];
}

/* 6: a branch */
static double ramp(double x) { return x > 0.5 ? 2 * x : 0.25 * x; }
static double ramp_b(double x, double *x_b, double return_b)
{
    *x_b += (x < 0.5 ? 2 : 0.25) * return_b;
    return ramp(x);
}
ADCC_USE_ADJOINT(ramp, ramp_b)
// CHECK: {{^}}wrong_branch {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; b: adjoint
// CHECK: {{^}}wrong_branch {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+2]]:{{.*}}ramp(b)
ADCC_ADJOINT(wrt(a, b), of(return))
double wrong_branch(double a, double b) { return a * exp(a) * ramp(b); }

/* 7: two arguments */
static double mixed(double x, double y) { return x * y * y; }
static double mixed_b(double x, double *x_b, double y, double *y_b, double return_b)
{
    *x_b += 2 * x * y * return_b;
    *y_b += y * y * return_b;
    return mixed(x, y);
}
ADCC_USE_ADJOINT(mixed, mixed_b)
// CHECK: {{^}}swapped {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; a: adjoint
// CHECK: {{^}}swapped {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+4]]:{{.*}}mixed(a, c)
ADCC_ADJOINT(wrt(a, b), of(return))
double swapped(double a, double b)
{
    double c = 1 + b, d = mixed(a, c);
    return d * d;
}

/* 8: a matrix that should be transposed */
static void product(const double a[N * N], const double *x, double *y)
{
    for (int i = 0; i < N; i++) {
        y[i] = 0;
        for (int j = 0; j < N; j++)
            y[i] += a[N * i + j] * x[j];
    }
}
static void product_b(const double a[N * N], double a_b[N * N], const double *x, double *x_b,
                      double *y, double *y_b)
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a_b[N * i + j] += y_b[i] * x[j];
            x_b[i] += a[N * i + j] * y_b[j];
        }
    memset(y_b, 0, N * sizeof *y_b);
    product(a, x, y);
}
ADCC_USE_ADJOINT(product, product_b, y[3])
// CHECK: {{^}}not_transposed {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; x[0]: adjoint
// CHECK: {{^}}not_transposed {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+5]]:{{.*}}product(a, x, y)
ADCC_ADJOINT(wrt(a, x), of(return))
double not_transposed(const double a[N * N], const double x[N])
{
    double y[N];
    product(a, x, y);
    return y[0] * y[1] + y[2];
}

/* 9: the value after the call for the one before it */
static void grow(int n, double *x)
{
    for (int i = 0; i < n; i++)
        x[i] = x[i] * x[i];
}
static void grow_b(int n, double *x, double *x_b)
{
    grow(n, x);
    for (int i = 0; i < n; i++)
        x_b[i] *= 2 * x[i];
}
ADCC_USE_ADJOINT(grow, grow_b, x[n])
// CHECK: {{^}}stale_value {{.*}}adjoint against tangent {{.*}}WRONG{{.*}}; x[0]: adjoint
// CHECK: {{^}}stale_value {{.*}}statement by statement {{.*}}ten-errors.c:[[#@LINE+4]]:{{.*}}grow(3, x)
ADCC_ADJOINT(wrt(x), of(x))
void stale_value(double x[N])
{
    grow(3, x);
    x[0] = x[0] * x[1];
}

/* 10: another value of the function itself */
static double level = 2;
static double above(double x) { return x * x - level; }
static double above_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * return_b;
    level = level + 1;
    return above(x);
}
ADCC_USE_ADJOINT(above, above_b)
// CHECK: {{^}}other_value {{.*}}value and memory, bit for bit {{.*}}WRONG{{.*}}level
ADCC_ADJOINT(wrt(x), of(return))
double other_value(double x) { return x * above(x); }

// CHECK: {{^}}fine {{.*}}adjoint against tangent {{.*}}ok
// CHECK: {{^}}fine {{.*}}statement by statement {{.*}}no statement disagrees
ADCC_ADJOINT(wrt(x), of(return))
double fine(const double x[N]) { return x[0] * exp(x[1]) / x[2]; }
