/* What cannot be sampled, and samples that make no sense, are errors at their places. */
// RUN: %fails 1 %adcc --check %s 2>&1 | FileCheck %s
#include <adcc.h>

struct list {
    double x;
    struct list *next;
};

// CHECK: refused.c:[[#@LINE+3]]:{{[0-9]+}}: error: 'x' of 'f' cannot be sampled: its extent is not known
// CHECK: note: write ADCC_CHECK(x[number of elements] = uniform(-1, 1))
ADCC_ADJOINT(wrt(x), of(return))
double f(int n, const double *x) { return n * x[0]; }

// CHECK: refused.c:[[#@LINE+3]]:{{[0-9]+}}: error: 'l' of 'g' cannot be sampled: it holds pointers
ADCC_CHECK(l[1])
ADCC_ADJOINT(wrt(l), of(return))
double g(struct list *l) { return l->x; }

// CHECK: refused.c:[[#@LINE+1]]:{{[0-9]+}}: error: 'y' in ADCC_CHECK is no parameter of 'h'
ADCC_CHECK(x = 1, y = 2)
ADCC_ADJOINT()
double h(double x) { return x; }
