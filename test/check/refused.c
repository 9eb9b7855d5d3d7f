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

// CHECK: refused.c:[[#@LINE+4]]:{{[0-9]+}}: error: 'l.next' of 'g' cannot be sampled: its extent is not known
// CHECK: note: write ADCC_CHECK(l.next[number of elements] = uniform(-1, 1))
ADCC_CHECK(l[1])
ADCC_ADJOINT(wrt(l), of(return))
double g(struct list *l) { return l->x; }

// CHECK: refused.c:[[#@LINE+1]]:19: error: 'y' in ADCC_CHECK is no parameter of 'h' and no variable
ADCC_CHECK(x = 1, y = 2)
ADCC_ADJOINT()
double h(double x) { return x; }
// CHECK-NOT: 'y' in ADCC_CHECK

// CHECK: refused.c:[[#@LINE+1]]:16: error: there is no distribution or function 'normal'; write uniform(low, high)
ADCC_CHECK(x = normal(0, 1))
ADCC_ADJOINT()
double distribution(double x) { return x; }

// CHECK: refused.c:[[#@LINE+1]]:14: error: function 'extent' has no parameter 'm', and nothing else has that name here
ADCC_CHECK(x[m] = 1)
ADCC_ADJOINT()
double extent(const double *x, int n) { return n * *x; }

// CHECK: refused.c:[[#@LINE+1]]:16: error: a range has two ends; write uniform(low, high)
ADCC_CHECK(x = uniform(1))
ADCC_ADJOINT()
double one_number(double x) { return x; }

// CHECK: refused.c:[[#@LINE+1]]:13: error: expected '=' and a value before ','
ADCC_CHECK(x, n = 2)
ADCC_ADJOINT()
double no_value(double x, int n) { return n * x; }

// CHECK: refused.c:[[#@LINE+1]]:19: error: 'x.mass' in ADCC_CHECK is nothing that 'no_member' uses
ADCC_CHECK(k = 1, x.mass = 2)
ADCC_ADJOINT()
double no_member(double x, double k) { return x * k; }

union either {
    double x;
    double y;
};
// CHECK: refused.c:[[#@LINE+2]]:15: error: 'u' of 'choice' cannot be sampled: it is a union
ADCC_ADJOINT(wrt(u), of(return))
double choice(union either u) { return u.x; }

// CHECK: refused.c:[[#@LINE+3]]:{{[0-9]+}}: error: 'p' of 'blind' cannot be sampled: adcc cannot tell what it leads to
// CHECK: note: say it as ADCC_CHECK(p = something)
ADCC_ADJOINT(wrt(x), of(return))
double blind(double x, const void *p) { return p ? x : 2 * x; }

double *table;
// CHECK: error: 'table' of 'heap' cannot be sampled: its extent is not known
// CHECK: note: write ADCC_CHECK(table[number of elements] = uniform(-1, 1))
ADCC_ADJOINT(wrt(x), of(return))
double heap(double x) { return x * table[0]; }
