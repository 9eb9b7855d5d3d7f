/* Derivatives with an error in them are found, and the component is named. */
// RUN: not %adcc --check %s | FileCheck %s
#include <adcc.h>

static double cube(double x) { return x * x * x; }
double cube_b(double x, double *x_b, double return_b);
double cube_b(double x, double *x_b, double return_b)
{
    *x_b += 2 * x * x * return_b;
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
double twice_d(double x, double x_d, double *return_d);
double twice_d(double x, double x_d, double *return_d)
{
    *return_d = 3 * x_d;
    return twice(x);
}
ADCC_USE_TANGENT(twice, twice_d)

// CHECK: tangent_is_wrong{{.*}}adjoint against tangent{{.*}}WRONG
// CHECK: tangent_is_wrong{{.*}}central differences{{.*}}WRONG{{.*}}; y[2]: tangent
ADCC_ADJOINT(wrt(x), of(y))
void tangent_is_wrong(const double x[3], double y[3])
{
    y[0] = x[0];
    y[1] = x[1] * x[1];
    y[2] = twice(x[2]) * x[0];
}

static double shift(double x) { return x + 1; }
double shift_b(double x, double *x_b, double return_b);
double shift_b(double x, double *x_b, double return_b)
{
    *x_b -= return_b;
    return shift(x);
}
ADCC_USE_ADJOINT(shift, shift_b)

// CHECK: sign{{.*}}adjoint against tangent{{.*}}WRONG{{.*}}; k[0]: adjoint
ADCC_ADJOINT(wrt(x, k), of(return))
double sign(double x, double k)
{
    return x * 3 + shift(k);
}

static double root(double x) { return x / (x - x); }
// CHECK: infinite{{.*}}finite{{.*}}WRONG{{.*}}of return[0] is
ADCC_ADJOINT(wrt(x), of(return))
double infinite(double x)
{
    return root(x);
}
