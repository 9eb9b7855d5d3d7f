/* --check=statements names the first statement, in the order of the run, whose derivatives are wrong. */
// RUN: not %adcc --check=statements %s | FileCheck %s
// RUN: not %adcc --check=statements --seed=4 %s | FileCheck %s
#include <adcc.h>
#include <math.h>

static double cube(double x) { return x * x * x; }
static double cube_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * x * return_b; /* 3 */
    return cube(x);
}
ADCC_USE_ADJOINT(cube, cube_b)

static double sum(int n, const double *x)
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double t = x[i] * x[i];
        t = t * x[0];
        // CHECK: in_callee{{.*}}statement by statement{{.*}}statements.c:[[#@LINE+1]]:14: {{.*}}cube(t), time 1 of 6: adjoint
        s += cube(t);
    }
    return s;
}
ADCC_ADJOINT(wrt(x, y), of(return, y))
double in_callee(int n, const double x[n], double y[2])
{
    double a = sum(n, x);
    y[0] = y[0] * a;
    if (a > 2)
        a = sin(a);
    return a + sum(2, y);
}

static double clip(double x) { return x > 1 ? 0.5 * x : x; }
static double clip_b(double x, double *x_b, double return_b)
{
    *x_b += return_b; /* half of it above 1 */
    return clip(x);
}
ADCC_USE_ADJOINT(clip, clip_b)
ADCC_CHECK(x = uniform(0.3, 0.3))
ADCC_ADJOINT(wrt(x), of(return))
double sometimes(double x)
{
    for (int i = 0; i < 6; i++) {
        x = x * 1.5;
        // CHECK: sometimes{{.*}}statement by statement{{.*}}statements.c:[[#@LINE+1]]:13: {{.*}}clip(x), time 3 of 6: adjoint
        x = clip(x) + 0.1 * x;
    }
    return x;
}

static void smooth(int n, double *y, const double *x)
{
    for (int i = 0; i < n; i++)
        y[i] = 0.5 * (x[i] + x[(i + 1) % n]);
}
static double weigh(const float *w, float x) { return w[0] * x; }
static double weigh_d(const float *w, const float *w_d, float x, float x_d, double *return_d)
{
    *return_d = w_d[0] * x + w[0] * x_d + w_d[1]; /* no w[1] */
    return weigh(w, x);
}
ADCC_USE_TANGENT(weigh, weigh_d)
struct body {
    double at[3];
    float w[2];
};
// CHECK: in_struct{{.*}}statement by statement{{.*}}statements.c:[[#@LINE+11]]:24: {{.*}}weigh(b->w, (float)y[1]), time 1 of 2: adjoint
// CHECK: in_struct{{.*}}statement by statement{{.*}}statements.c:[[#@LINE+10]]:24: {{.*}}weigh(b->w, (float)y[1]): tangent {{.*}}, difference quotient
ADCC_CHECK(b[1])
ADCC_ADJOINT(wrt(b), of(return))
double in_struct(const struct body *b)
{
    double y[3], total = 0;
    smooth(3, y, b->at);
    total += y[0] * y[2];
    for (int k = 0; k < 2; k++) {
        smooth(3, y, b->at);
        double w = 2 * weigh(b->w, (float)y[1]);
        total += w * y[k];
    }
    return total;
}

static double power(double x, int n)
{
    if (n == 0)
        return 1;
    // CHECK: recursive{{.*}}statement by statement{{.*}}statements.c:[[#@LINE+1]]:20: {{.*}}cube(x), time 1 of 3: adjoint
    double c = n * cube(x);
    return c * power(x * 0.9, n - 1);
}
ADCC_ADJOINT(wrt(x), of(return))
double recursive(double x)
{
    return power(x, 3);
}

// CHECK: right{{.*}}statement by statement{{.*}}no statement disagrees; 2 of 2 could be compared
ADCC_ADJOINT(wrt(x), of(return))
double right(double x)
{
    double y = x * x;
    return y * 2;
}
