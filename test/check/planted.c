/* Derivatives with an error in them are found, and the component is named. */
// RUN: not %adcc --check %s | FileCheck %s
// RUN: not %adcc --check --seed=5 --samples=1 %s | FileCheck %s
#include <adcc.h>
#include <math.h>

static double cube(double x) { return x * x * x; }
static double cube_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * x * return_b; /* 3 */
    return cube(x);
}
ADCC_USE_ADJOINT(cube, cube_b)

// CHECK: factor{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; x[1]: adjoint
// CHECK: factor{{.*}}central differences{{.*}}ok
ADCC_ADJOINT(wrt(x), of(return))
double factor(const double x[3])
{
    return x[0] * x[2] + cube(x[1]);
}

static double twice(double x) { return 2 * x; }
static double twice_d(double x, double x_d, double *return_d)
{
    *return_d = 3 * x_d; /* 2 */
    return twice(x);
}
ADCC_USE_TANGENT(twice, twice_d)

// CHECK: tangent_is_wrong{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; x[2]: adjoint
// CHECK: tangent_is_wrong{{.*}}central differences{{.*}}WRONG{{.*}}; x[2]: tangent of y[2]
ADCC_ADJOINT(wrt(x), of(y))
void tangent_is_wrong(const double x[3], double y[3])
{
    y[0] = x[0];
    y[1] = x[1] * x[1];
    y[2] = twice(x[2]) * x[0];
}

static double shift(double x) { return x + 1; }
static double shift_b(double x, double *x_b, double return_b)
{
    *x_b -= return_b; /* += */
    return shift(x);
}
ADCC_USE_ADJOINT(shift, shift_b)

// CHECK: sign{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; k: adjoint
ADCC_ADJOINT(wrt(x, k), of(return))
double sign(double x, double k)
{
    return x * 3 + shift(k);
}

static double pick(int i, const double x[4]) { return x[i] * x[i]; }
static double pick_b(int i, const double x[4], double x_b[4], double return_b)
{
    x_b[i - 1] += 2 * x[i] * return_b; /* i */
    return pick(i, x);
}
ADCC_USE_ADJOINT(pick, pick_b)

// CHECK: wrong_index{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; x[1]: adjoint
ADCC_ADJOINT(wrt(x), of(return))
double wrong_index(const double x[4])
{
    return pick(2, x) + x[0];
}

static double half(double x) { return x / 2; }
static double half_b(double x, double *x_b, double return_b)
{
    *x_b = return_b / 2; /* += */
    return half(x);
}
ADCC_USE_ADJOINT(half, half_b)

// CHECK: overwritten{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; a[1][2]: adjoint
ADCC_ADJOINT(wrt(a), of(return))
double overwritten(const double a[2][3])
{
    return half(a[1][2]) + a[0][0] + a[1][2] * a[1][2];
}

static double area(double x, double y) { return x * y; }
static double area_b(double x, double *x_b, double y, double *y_b, double return_b)
{
    *x_b += y * return_b;
    (void)y_b; /* += x * return_b */
    return area(x, y);
}
ADCC_USE_ADJOINT(area, area_b)

// CHECK: missing_term{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; y: adjoint 0, tangent
ADCC_ADJOINT(wrt(x, y), of(z))
void missing_term(double x, double y, double z[2])
{
    z[1] = area(x, y);
}

ADCC_INACTIVE static double decree(double x) { return sin(x); }
// CHECK: by_decree{{.*}}adjoint against tangent{{.*}}ok
// CHECK: by_decree{{.*}}central differences{{.*}}WRONG{{.*}}; x[1]: tangent of return
ADCC_ADJOINT(wrt(x), of(return))
double by_decree(const double x[2])
{
    return x[0] * 3 + decree(x[1]);
}

static float product(float x, float y) { return x * y; }
static float product_b(float x, float *x_b, float y, float *y_b, float return_b)
{
    *x_b += y * return_b;
    *y_b += y * return_b; /* x */
    return product(x, y);
}
ADCC_USE_ADJOINT(product, product_b)

struct pair {
    float x, y;
};
// CHECK: single_precision{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; p[1].y: adjoint
ADCC_CHECK(p[2])
ADCC_ADJOINT(wrt(p), of(return))
float single_precision(const struct pair *p)
{
    return product(p[1].x, p[1].y) + p[0].x;
}

ADCC_INACTIVE double total;
static double note(double x)
{
    total = 2 * x;
    return x;
}
static double note_b(double x, double *x_b, double return_b)
{
    *x_b += return_b;
    return total = x; /* note(x) */
}
ADCC_USE_ADJOINT(note, note_b)
// CHECK: memory{{.*}}value and memory{{.*}}WRONG{{.*}}total{{.*}} after the adjoint
ADCC_ADJOINT(wrt(x), of(return))
double memory(double x)
{
    return note(x);
}

static double other(double x) { return x * 4; }
static double other_d(double x, double x_d, double *return_d)
{
    *return_d = 4 * x_d;
    return x * 5; /* other(x) */
}
ADCC_USE_TANGENT(other, other_d)
// CHECK: value{{.*}}value and memory{{.*}}WRONG{{.*}}return is {{.*}} after the tangent
ADCC_ADJOINT(wrt(x), of(return))
long double value(long double x)
{
    return other((double)x);
}

static double root(double x) { return x / (x - x); }
// CHECK: infinite{{.*}}finite{{.*}}WRONG{{.*}}of return is
ADCC_ADJOINT(wrt(x), of(return))
double infinite(double x)
{
    return root(x);
}
