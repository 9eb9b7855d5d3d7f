/* Values and extents in ADCC_CHECK that a driver could not live with are errors at their words. */
// RUN: not %adcc --check %s 2>&1 | FileCheck %s
// RUN: not %adcc --emit=check -o %t.c %s 2>&1 | FileCheck %s
#include <adcc.h>

// CHECK: refused-values.c:[[#@LINE+1]]:16: error: the value of 'n' in ADCC_CHECK divides by zero
ADCC_CHECK(n = 1 / 0)
ADCC_ADJOINT(wrt(x[n]), of(return))
double by_zero(int n, const double *x) { return n * x[0]; }

// CHECK: refused-values.c:[[#@LINE+1]]:23: error: the value of 'm' in ADCC_CHECK divides by zero
ADCC_CHECK(k = 2, m = 7 % (2 * k - n), n = 4)
ADCC_ADJOINT(wrt(x), of(return))
double by_others(int n, int m, int k, double x) { return m * x + k + n; }

// CHECK: refused-values.c:[[#@LINE+1]]:16: error: the extent of 'x' is negative: n is -1
ADCC_CHECK(n = -1)
ADCC_ADJOINT(wrt(x[n]), of(return))
double negative(int n, const double *x) { return n * x[0]; }

// CHECK: refused-values.c:[[#@LINE+1]]:12: error: the extent of 'x' is negative: n - 5 is -1
ADCC_CHECK(x[n - 5] = uniform(0, 1))
ADCC_ADJOINT(wrt(x), of(return))
double negative_text(int n, const double *x) { return n * x[0]; }

// CHECK: refused-values.c:[[#@LINE+1]]:16: error: the extent of 'x' is negative: m is -2
ADCC_CHECK(m = n * 2 - 10)
ADCC_ADJOINT(wrt(x), of(return))
double negative_row(int n, int m, double x[n][m]) { return x[0][0]; }

// CHECK: refused-values.c:[[#@LINE+2]]:19: error: 'n' is given twice in ADCC_CHECK
// CHECK: refused-values.c:[[#@LINE+1]]:12: note: it is here too{{$}}
ADCC_CHECK(n = 3, n = 4)
ADCC_ADJOINT(wrt(x[n]), of(return))
double twice(int n, const double *x) { return n * x[0]; }

// CHECK: refused-values.c:[[#@LINE+2]]:18: error: 'x' is given twice in ADCC_CHECK
// CHECK: refused-values.c:[[#@LINE+1]]:12: note: it is here too; an extent and a value are written as 'x[3] = uniform(0, 1)'
ADCC_CHECK(x[3], x = uniform(1, 2))
ADCC_ADJOINT(wrt(x), of(return))
double twice_array(const double *x) { return x[0]; }

double other[2];
// CHECK: error: 'x' of 'elsewhere' cannot be sampled: it is differentiated, and has to be sampled by its elements
ADCC_CHECK(x = other)
ADCC_ADJOINT(wrt(x), of(return))
double elsewhere(const double x[2]) { return x[0]; }

// CHECK: refused-values.c:[[#@LINE+1]]:16: error: 'm' in ADCC_CHECK has to be given before 'n', which is in terms of it
ADCC_CHECK(n = m + 1, m = 3)
ADCC_ADJOINT(wrt(x[n]), of(return))
double in_order(int n, int m, const double *x) { return n * x[m]; }

// CHECK: refused-values.c:[[#@LINE+1]]:23: error: 'm' in ADCC_CHECK has to be given before 'm', which is in terms of it
ADCC_CHECK(n = 2, m = m + n)
ADCC_ADJOINT(wrt(x), of(return))
double by_itself(int n, int m, double x) { return n * x * m; }
