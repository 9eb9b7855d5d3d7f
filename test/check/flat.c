/* Derivatives that are zero, together with the value or not, are not called wrong; wrong factors are, there too. */
// RUN: not %adcc --check %s > %t
// RUN: FileCheck %s < %t
// RUN: not grep '^edge.*WRONG' %t
// RUN: not %adcc --check --seed=3 --samples=1 %s | FileCheck %s
#include <adcc.h>
#include <math.h>

// CHECK-COUNT-9: {{^square .*ok}}
ADCC_CHECK(x = 0)
ADCC_ADJOINT(wrt(x), of(return))
double square(double x) { return x * x; }

// CHECK-COUNT-9: {{^there .*ok}}
ADCC_CHECK(x = 1)
ADCC_ADJOINT(wrt(x), of(return))
double there(double x) { return (x - 1) * (x - 1); }

// CHECK-COUNT-9: {{^cube .*ok}}
ADCC_CHECK(x = 0)
ADCC_ADJOINT(wrt(x), of(return))
double cube(double x) { return x * x * x; }

// CHECK-COUNT-9: {{^lifted .*ok}}
ADCC_CHECK(x = 1, y = 3)
ADCC_ADJOINT(wrt(x, y), of(return))
double lifted(double x, double y) { return 5 + (x - 1) * (x - 1) + pow(y - 3, 4); }

/* All terms of the gradient cancel. */
// CHECK-COUNT-9: {{^minimum .*ok}}
ADCC_CHECK(x = 0.15)
ADCC_ADJOINT(wrt(x), of(return))
double minimum(double x) { return (x - 0.1) * (x - 0.1) + (x - 0.2) * (x - 0.2); }

// CHECK-COUNT-9: {{^constant .*ok}}
ADCC_ADJOINT(wrt(x), of(return))
double constant(double x) { return sin(x) * sin(x) + cos(x) * cos(x); }

// CHECK-COUNT-9: {{^three .*ok}}
ADCC_ADJOINT(wrt(x), of(return))
double three(double x) { return 3 + 0 * x; }

static const double solution[3] = {0.3, 1.0, 1.7};
/* The misfit of a linear model at its solution, up to rounding. */
static double row(double t, const double *p) { return p[0] + p[1] * t + p[2] * t * t; }
// CHECK-COUNT-9: {{^misfit .*ok}}
ADCC_CHECK(n = 10, p = 0.3 + i * 0.7)
ADCC_ADJOINT(wrt(p), of(return))
double misfit(int n, const double p[3])
{
    double s = 0;
    for (int i = 0; i < n; i++) {
        double r = row(0.1 * i, p) - (solution[0] + solution[1] * (0.1 * i) + solution[2] * 0.01 * i * i);
        s += r * r;
    }
    return s;
}

// CHECK-COUNT-9: {{^single .*ok}}
ADCC_CHECK(x = 0)
ADCC_ADJOINT(wrt(x), of(y))
void single(const float x[3], float y[2])
{
    y[0] = x[0] * x[0] + x[1] * x[2];
    y[1] = 7 + x[2] * x[2] * x[1];
}

// CHECK-COUNT-9: {{^cosine .*ok}}
ADCC_CHECK(x = 0, y = 0)
ADCC_ADJOINT(wrt(x, y), of(return))
double cosine(double x, double y) { return cos(x) * cos(y); }

/* Nothing can be said of one side. */
// CHECK: {{^}}edge {{.*}}tangent against central differences {{.*}}none: the function is not finite on one side
ADCC_CHECK(x = 0)
ADCC_ADJOINT(wrt(x), of(return))
double edge(double x) { return pow(x, 1.5) + 2 * x; }

static double bowl(double x) { return x * x; }
static double bowl_b(double x, double *x_b, double return_b)
{
    *x_b += 3 * x * return_b;
    return bowl(x);
}
ADCC_USE_ADJOINT(bowl, bowl_b)
// CHECK: {{^}}wrong_beside {{.*}}adjoint against tangent {{.*}}WRONG
ADCC_CHECK(x = 0)
ADCC_ADJOINT(wrt(x), of(return))
double wrong_beside(double x) { return bowl(x); }

static double valley(double x) { return (x - 1) * (x - 1) + 4; }
static double valley_d(double x, double x_d, double *return_d)
{
    *return_d = (2 * (x - 1) + 1e-3) * x_d;
    return valley(x);
}
static double valley_b(double x, double *x_b, double return_b)
{
    *x_b += (2 * (x - 1) + 1e-3) * return_b;
    return valley(x);
}
ADCC_USE_ADJOINT(valley, valley_b)
ADCC_USE_TANGENT(valley, valley_d)
// CHECK: {{^}}wrong_there {{.*}}adjoint against tangent {{.*}}ok
// CHECK: {{^}}wrong_there {{.*}}tangent against central differences {{.*}}WRONG
ADCC_CHECK(x = 1)
ADCC_ADJOINT(wrt(x), of(return))
double wrong_there(double x) { return valley(x); }
