/* Right derivatives that cancel to rounding are not accused; tiny ones that do not are still looked at. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep '^right.*WRONG' %t
// RUN: not %adcc --check --seed=3 %s > %t2
// RUN: FileCheck %s < %t2
// RUN: not grep '^right.*WRONG' %t2
#include <adcc.h>
#include <math.h>

// CHECK: {{^}}right_norm {{.*}}cannot tell of return: value and derivative change by rounding alone
ADCC_ADJOINT(wrt(p[4]), of(return))
double right_norm(const double *p)
{
    double s = 0, r = 0;
    for (int i = 0; i < 4; i++)
        s += p[i] * p[i];
    s = sqrt(s);
    for (int i = 0; i < 4; i++)
        r += p[i] / s * (p[i] / s);
    return r;
}
ADCC_ADJOINT(wrt(x), of(return))
double right_mean(const double x[8])
{
    double m = 0, s = 0;
    for (int i = 0; i < 8; i++)
        m += x[i] / 8;
    for (int i = 0; i < 8; i++)
        s += x[i] - m;
    return s;
}
static double tiny(double x) { return 1e-25 * x * x; }
static double tiny_b(double x, double *x_b, double return_b)
{
    *x_b += 2.1e-25 * x * return_b;
    return tiny(x);
}
ADCC_USE_ADJOINT(tiny, tiny_b)
// CHECK: {{^}}wrong_tiny {{.*}}adjoint against tangent {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(return))
double wrong_tiny(double x) { return tiny(x); }

/* beside an output that is rounding */
// CHECK: {{^}}wrong_beside {{.*}}adjoint against tangent {{.*}}WRONG
ADCC_ADJOINT(wrt(x), of(y))
void wrong_beside(double x, double y[2])
{
    y[0] = cos(x) * cos(x) + sin(x) * sin(x);
    y[1] = 1e25 * tiny(x);
}

/* A jump at the sample is no rounding. */
static double jump(double x, double y) { return (x >= 1 ? 1 : 0) + y * y; }
static double jump_b(double x, double *x_b, double y, double *y_b, double return_b)
{
    *x_b += 0 * return_b;
    *y_b += 2.2 * y * return_b;
    return jump(x, y);
}
static double jump_d(double x, double x_d, double y, double y_d, double *return_d)
{
    *return_d = 0 * x_d + 2.2 * y * y_d;
    return jump(x, y);
}
ADCC_USE_ADJOINT(jump, jump_b)
ADCC_USE_TANGENT(jump, jump_d)
// CHECK: {{^}}wrong_jump {{.*}}own scale {{.*}}WRONG
// CHECK: {{^}}wrong_jump {{.*}}central differences {{.*}}WRONG
ADCC_CHECK(x = 1)
ADCC_ADJOINT(wrt(x, y), of(return))
double wrong_jump(double x, double y) { return jump(x, y); }
