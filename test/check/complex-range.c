/* The complex step with values near the end of double's range: larger steps, or nothing is said. */
// RUN: %adcc --check %s > %t
// RUN: FileCheck %s < %t
#include <adcc.h>
#include <math.h>

// CHECK: {{^}}thousand {{.*}}complex step {{.*}}ok {{.*}}error {{[0-9.]+}}e-1
ADCC_CHECK(n = 1000)
ADCC_ADJOINT(wrt(x[n]), of(return))
double thousand(int n, const double *x)
{
    double p = 1;
    for (int i = 0; i < n; i++)
        p *= x[i];
    return p;
}
// CHECK: {{^}}fewer {{.*}}complex step {{.*}}ok {{.*}}error {{[0-9.]+}}e-1
ADCC_CHECK(x = uniform(-1e-200, 1e-200))
ADCC_ADJOINT(wrt(x), of(return))
double fewer(double x) { return x * 3; }

// CHECK: {{^}}tiny {{.*}}complex step {{.*}}{{ok|none: imaginary parts are too small for double}}
ADCC_CHECK(x = uniform(-1e-300, 1e-300))
ADCC_ADJOINT(wrt(x), of(return))
double tiny(double x) { return x * 3; }

// CHECK: {{^}}nothing {{.*}}complex step {{.*}}none: imaginary parts are too small for double
ADCC_CHECK(x = uniform(1e-306, 2e-306))
ADCC_ADJOINT(wrt(x), of(return))
double nothing(double x) { return x * 3; }

// CHECK: {{^}}between {{.*}}complex step {{.*}}{{ok|none}}
ADCC_ADJOINT(wrt(x), of(return))
double between(double x) { return exp(-690 * x) * x * 1e-5 * exp(690 * x); }

// CHECK: {{^}}large {{.*}}complex step {{.*}}ok
ADCC_CHECK(x = uniform(1e200, 2e200))
ADCC_ADJOINT(wrt(x), of(return))
double large(double x) { return x * 3; }

// CHECK: {{^}}fast {{.*}}complex step {{.*}}ok
ADCC_ADJOINT(wrt(x), of(return))
double fast(double x) { return sin(1e9 * x); }
// CHECK-NOT: WRONG
