/* --check=statements finds the wrong derivative of the user's among all kinds of statements. */
// RUN: not %adcc --check=statements %s | FileCheck %s
// RUN: not %adcc --check=statements --seed=5 --samples=1 %s | FileCheck %s
#include <adcc.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>

struct pair { double a, b; };
static struct pair product(struct pair x) { return (struct pair){x.a * x.b, x.b}; }
static struct pair product_b(struct pair x, struct pair *x_b, struct pair return_b)
{
    x_b->a += x.b * return_b.a;
    x_b->b += 1.1 * x.a * return_b.a + return_b.b; /* not 1.1 */
    return product(x);
}
ADCC_USE_ADJOINT(product, product_b)
// CHECK: {{^}}structs {{.*}}statement by statement {{.*}}located.c:[[#@LINE+5]]:{{.*}}product(y), time 1 of 1: adjoint
ADCC_ADJOINT(wrt(x), of(return))
struct pair structs(struct pair x)
{
    struct pair y = {sin(x.a), x.a * x.b};
    y = product(y);
    return (struct pair){y.b, y.a};
}

static double _Complex turned(double _Complex z) { return z * I; }
static double _Complex turned_b(double _Complex z, double _Complex *z_b, double _Complex return_b)
{
    *z_b += I * return_b; /* not conjugated */
    return turned(z);
}
ADCC_USE_ADJOINT(turned, turned_b)
// CHECK: {{^}}complex_numbers {{.*}}statement by statement {{.*}}located.c:[[#@LINE+5]]:{{.*}}turned(w), time
ADCC_ADJOINT(wrt(z), of(return))
double _Complex complex_numbers(double _Complex z)
{
    double _Complex w = z * z;
    w = turned(w) * z;
    return w * w;
}

static float half(float x) { return 0.5f * x; }
static float half_b(float x, float *x_b, float return_b)
{
    *x_b += 0.4f * return_b;
    return half(x);
}
ADCC_USE_ADJOINT(half, half_b)
// CHECK: {{^}}single {{.*}}statement by statement {{.*}}located.c:[[#@LINE+6]]:{{.*}}half(s), time 2 of 4: adjoint
ADCC_ADJOINT(wrt(x[n]), of(return))
float single(int n, const float *x)
{
    float s = 1;
    for (int i = 0; i < n; i++)
        s = half(s) * x[i] + x[0];
    return s;
}

static long double cut(long double x) { return x < 1 ? x : 1; }
static long double cut_b(long double x, long double *x_b, long double return_b)
{
    *x_b += return_b; /* also beyond 1 */
    return cut(x);
}
ADCC_USE_ADJOINT(cut, cut_b)
// CHECK: {{^}}extended {{.*}}statement by statement {{.*}}located.c:[[#@LINE+8]]:{{.*}}cut(x), time 2 of 5: adjoint
ADCC_CHECK(x = uniform(0.3, 0.31))
ADCC_ADJOINT(wrt(x), of(return))
long double extended(long double x)
{
    int n = 0;
again:
    x = x * 2;
    x = cut(x) + 0.1L * x;
    if (++n < 5)
        goto again;
    return x;
}

static double state;
static void add(double x) { state += x * x; }
static double gone(double x) { return x * x; }
static double gone_d(double x, double x_d, double *return_d)
{
    *return_d = 0 * x_d;
    return gone(x);
}
ADCC_USE_TANGENT(gone, gone_d)
// CHECK: {{^}}globals {{.*}}statement by statement {{.*}}located.c:[[#@LINE+5]]:{{.*}}gone(x), time 1 of 1: adjoint
ADCC_ADJOINT(wrt(x, state), of(state))
void globals(double x)
{
    add(x);
    state = state * gone(x);
    add(x);
}

static double cube(double x) { return x * x * x; }
static double cube_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * x * return_b;
    return cube(x);
}
ADCC_USE_ADJOINT(cube, cube_b)
static double around(double (*f)(double), double x) { return f(x) * x; }
// CHECK: {{^}}callbacks {{.*}}statement by statement {{.*}}located.c:[[#@LINE-1]]:{{.*}}f(x), time 1 of 1: adjoint
ADCC_ADJOINT(wrt(x), of(return))
double callbacks(double x) { return around(cube, x) * x; }

// CHECK: {{^}}heap {{.*}}statement by statement {{.*}}located.c:[[#@LINE+7]]:{{.*}}cube(*p), time 1 of 4: adjoint
ADCC_ADJOINT(wrt(x[n]), of(return))
double heap(int n, const double *x)
{
    double *y = malloc(n * sizeof *y), *p = y, s = 1;
    for (int i = 0; i < n; i++, p++) {
        *p = x[i] * s;
        *p = cube(*p);
        s += *p;
    }
    free(y);
    return s;
}

static double deeper(double x, int n)
{
    if (n == 0)
        return x;
    double y = deeper(x * 0.9, n - 1);
    // CHECK: {{^}}recursive {{.*}}statement by statement {{.*}}located.c:[[#@LINE+1]]:{{.*}}cube(y), time 1 of 3: adjoint
    return n == 2 ? y : cube(y) + x;
}
ADCC_ADJOINT(wrt(x), of(return))
double recursive(double x) { return deeper(x, 4); }

static void scale(int n, double *x, double by)
{
    for (int i = 0; i < n; i++)
        x[i] *= by;
}
static void scale_b(int n, double *x, double *x_b, double by, double *by_b)
{
    for (int i = 0; i < n; i++) {
        *by_b += x[i] * x_b[i];
        x_b[i] *= i == n - 1 ? 1 : by; /* not at the end */
    }
    scale(n, x, by);
}
ADCC_USE_ADJOINT(scale, scale_b, x[n])
// CHECK: {{^}}in_place {{.*}}statement by statement {{.*}}located.c:[[#@LINE+5]]:{{.*}}scale(n, x, x[0] * k), time 1 of 1: adjoint
ADCC_ADJOINT(wrt(x[n], k), of(x))
void in_place(int n, double *x, double k)
{
    x[0] = x[0] + k;
    scale(n, x, x[0] * k);
    x[1] = x[0] * x[1];
}

// CHECK: {{^}}frozen {{.*}}statement by statement {{.*}}located.c:[[#@LINE+6]]:{{.*}}y = x * x: tangent 0, difference quotient
ADCC_ADJOINT(wrt(x), of(return))
double frozen(double x)
{
    double s = x * x * x;
    ADCC_INACTIVE double y;
    y = x * x;
    return s + y;
}
