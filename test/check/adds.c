/* A derivative by the user that sets the adjoint of an input, or does not clear that of an output, is found. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: not %adcc --check --seed=9 --samples=1 %s | FileCheck %s
// RUN: not grep -E '^(adds|scaled|held|fills) .*WRONG' %t
// RUN: not %adcc --check=statements %s | FileCheck %s --check-prefix=STATEMENT
#include <adcc.h>

static double twice(double x) { return 2 * x; }
static double twice_b(double x, double *x_b, double return_b)
{
    *x_b = 2 * return_b; /* += */
    return twice(x);
}
ADCC_USE_ADJOINT(twice, twice_b)
// CHECK: {{^}}by_value {{.*}}adjoint against tangent {{.*}}ok
// CHECK: {{^}}by_value {{.*}}adjoint adds to what is there {{.*}}WRONG  x: the adjoint goes from 0 to
// STATEMENT: {{^}}by_value {{.*}}statement by statement {{.*}}adds.c:[[#@LINE+2]]:{{.*}}twice(x)
ADCC_ADJOINT(wrt(x), of(return))
double by_value(double x) { return twice(x); }

/* One element, whose adjoint is a millionth of the others' */
static double sum(int n, const double *x)
{
    double s = 1e-6 * x[n - 1];
    for (int i = 0; i < n - 1; i++)
        s += x[i] * x[i];
    return s;
}
static double sum_b(int n, const double *x, double *x_b, double return_b)
{
    for (int i = 0; i < n - 1; i++)
        x_b[i] += 2 * x[i] * return_b;
    x_b[n - 1] = 1e-6 * return_b;
    return sum(n, x);
}
ADCC_USE_ADJOINT(sum, sum_b)
// CHECK: {{^}}last_of_many {{.*}}adds to what is there {{.*}}WRONG  x[3]: the adjoint goes from 0 to
ADCC_ADJOINT(wrt(x[n]), of(return))
double last_of_many(int n, const double *x) { return sum(n, x); }

/* x is not const, but no output either: f leaves it alone. */
static void fill(int n, double *x, double *y)
{
    for (int i = 0; i < n; i++)
        y[i] = 1e9 * x[i] * x[i];
}
static void fill_b(int n, double *x, double *x_b, double *y, double *y_b)
{
    for (int i = 0; i < n; i++) {
        x_b[i] = 2e9 * x[i] * y_b[i];
        y_b[i] = 0;
    }
    fill(n, x, y);
}
ADCC_USE_ADJOINT(fill, fill_b, x[n], y[n])
// CHECK: {{^}}not_const {{.*}}adds to what is there {{.*}}WRONG  x[0]: the adjoint goes from 0 to
ADCC_ADJOINT(wrt(x[n]), of(y[n]))
void not_const(int n, double *x, double *y) { fill(n, x, y); }

typedef struct { double a, b; } pair;
pair level = {1, 2};
static double mean(const pair *p) { return p->a * p->b; }
static double mean_b(const pair *p, pair *p_b, double return_b)
{
    p_b->a += p->b * return_b;
    p_b->b = p->a * return_b;
    return mean(p);
}
ADCC_USE_ADJOINT(mean, mean_b)
// CHECK: {{^}}global {{.*}}adds to what is there {{.*}}WRONG  level.b: the adjoint goes from 0 to
ADCC_ADJOINT(wrt(level, x), of(return))
double global(double x) { return x * mean(&level); }

/* y + x*x in place: the adjoint of y stays, that is no error. */
// CHECK: {{^}}adds {{.*}}adjoint adds to what is there {{.*}}ok
ADCC_ADJOINT(wrt(x, y), of(y))
void adds(const double x[3], double y[3])
{
    for (int i = 0; i < 2; i++)
        y[i] += x[i] * x[i];
}
// CHECK: {{^}}scaled {{.*}}adjoint adds to what is there {{.*}}ok
ADCC_ADJOINT(wrt(x), of(x))
void scaled(double x[3])
{
    x[0] *= 1;
    x[1] = x[1] > 0 ? x[1] : 0;
    x[2] = 3 * x[2] - 2 * x[2];
}
// CHECK: {{^}}held {{.*}}adjoint adds to what is there {{.*}}ok
ADCC_CHECK(x = 2, y[2] = 2)
ADCC_ADJOINT(wrt(x, y), of(y))
void held(double x, double *y)
{
    y[0] = x;
    y[1] = x * x / 2;
}
// CHECK: {{^}}fills {{.*}}adjoint adds to what is there {{.*}}ok
ADCC_ADJOINT(wrt(x), of(return))
float fills(const float x[5]) { return x[0] * x[1] + 1e6f * x[2] - 1e6f * x[3] + x[4]; }
