/* Constants, comparisons and passive variables of type float do not make the tolerances larger. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
#include <adcc.h>
#include <math.h>

static double f(double x) { return 0.5f * x * x + fabs(x); }
static double f_b(double x, double *x_b, double return_b)
{
    *x_b += (x + 1) * 1.02 * return_b;
    return f(x);
}
static double f_d(double x, double x_d, double *return_d)
{
    *return_d = (x + 1) * 1.02 * x_d;
    return f(x);
}
ADCC_USE_ADJOINT(f, f_b)
ADCC_USE_TANGENT(f, f_d)
// CHECK: {{^}}unused {{.*}}central differences {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double unused(double x, float k) { return (void)k, f(x); }
// CHECK: {{^}}constant {{.*}}central differences {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double constant(double x)
{
    const float k = 2;
    return f(x) * k * (x > 0.25f ? 1.0f : 2.0f);
}
float level = 1;
// CHECK: {{^}}passive {{.*}}central differences {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double passive(double x)
{
    if (level > 3 || x > 10.f)
        x = 1;
    return f(x) * level;
}
// CHECK: {{^}}rounded {{.*}}adjoint against tangent {{.*}}tolerances of float
// CHECK-NOT: {{^}}rounded {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double rounded(double x) { return sinf((float)x); }

static void into(float *to, const double *from) { *to = (float)(*from * *from); }
// CHECK: {{^}}by_pointer {{.*}}adjoint against tangent {{.*}}tolerances of float
// CHECK-NOT: {{^}}by_pointer {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double by_pointer(double x)
{
    float y[2] = {0, 0};
    into(y, &x);
    return y[0];
}
