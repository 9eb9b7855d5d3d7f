/* The complex step confirms what is analytic to rounding, and says why where there is none. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: %adcc --emit=check %s -o %t.c && %clang -Wno-error -O1 %t.c -lm -lpthread -o %t.exe && not %t.exe | FileCheck %s
#include <adcc.h>
#include <math.h>
#include <string.h>

// CHECK: {{^}}every {{.*}}tangent against complex step {{.*}}ok {{.*}}error {{[0-9.]+}}e-1{{[4-9]}}
ADCC_CHECK(x = uniform(0.2, 0.8))
ADCC_ADJOINT()
double every(const double x[8])
{
    double s = sin(x[0]) * cos(x[1]) + tan(x[2]) / exp(x[3]) + log(x[4]) * sqrt(x[5]);
    s += pow(x[0], 1.5) * pow(x[1], x[2]) + pow(-x[3], 3) + pow(x[4] - x[4], 2) + hypot(x[6], x[7]);
    s += sinh(x[0]) + cosh(x[1]) * tanh(x[2]) + asin(x[3]) * acos(x[4]) + atan(x[5]);
    s += asinh(x[6]) * acosh(1 + x[7]) + atanh(x[0]) + log2(x[1]) * log10(x[2]);
    s += fma(x[3], x[4], x[5]) + floor(3 * x[6]) * x[7] + (int)(x[0] * 9) * x[1];
    return x[0] > x[1] ? s : -2 * s;
}

static const double weight[2][2] = {{1, 2}, {3, 4}};
static int deep(int n, double (*a)[2], double *end)
{
    double t[2][2] = {{a[0][0], 1}, {[1] = a[1][1]}}, *p = t[n - 1];
    memcpy(a, t, sizeof t);
    if (n > 1 && *p++ < 100)
        return deep(n - 1, a, end);
    *end += *p * weight[1][n] + a[1][1] / n;
    return n;
}
// CHECK: {{^}}calls {{.*}}tangent against complex step {{.*}}ok {{.*}}error {{[0-9.]+}}e-1{{[4-9]}}
ADCC_ADJOINT(wrt(a, k), of(a, return))
double calls(double a[2][2], double k)
{
    double end = k * k, *q = &end;
    int n = deep(2, a, q);
    do
        end *= 1 + k / 2;
    while (end < 3 && n++ < 5);
    return n % 2 ? -end : end;
}

// CHECK: {{^}}kink {{.*}}tangent against complex step {{.*}}none: 'fabs' has no complex form, complex-step.c:[[#@LINE+2]]
ADCC_ADJOINT()
double kink(double x) { return fabs(x) * x; }

struct pair { double a, b; };
// CHECK: {{^}}record {{.*}}complex step {{.*}}none: 'struct pair{{.*}}' holds reals in a form that is not followed, complex-step.c:[[#@LINE+2]]
ADCC_ADJOINT()
double record(struct pair p) { return p.a * p.b; }

typedef double two __attribute__((vector_size(16)));
// CHECK: {{^}}vector {{.*}}complex step {{.*}}none: 'two' holds reals in a form that is not followed
ADCC_ADJOINT()
double vector(double x)
{
    two v = {x, x * 2};
    v = v * v;
    return v[0] + v[1];
}

static double last;
// CHECK: {{^}}state {{.*}}complex step {{.*}}none: 'last = x' changes a variable of file scope, complex-step.c:[[#@LINE+2]]
ADCC_ADJOINT(wrt(x), of(return))
double state(double x) { last = x; return x * x; }

static double square(double x) { return x * x; }
static double square_b(double x, double *x_b, double return_b)
{
    *x_b += return_b * 2 * x;
    return square(x);
}
ADCC_USE_ADJOINT(square, square_b)
// CHECK: {{^}}custom {{.*}}tangent against complex step {{.*}}ok
ADCC_ADJOINT()
double custom(double x) { return square(x); }

// CHECK: {{^}}wrong {{.*}}tangent against complex step {{.*}}WRONG
static ADCC_INACTIVE double constant(double x) { return 3 * x; }
ADCC_ADJOINT()
double wrong(double x, double y) { return x * y + constant(x); }
