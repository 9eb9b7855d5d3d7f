// Conditions around the annotation of a prototype stay balanced.
// RUN: %adcc %s -o %t.c && FileCheck %s < %t.c && %gcc -c %t.c -o %t.o
// RUN: %adcc -DTANGENT %s -o %t_d.c && %clang -DTANGENT -c %t_d.c -o %t_d.o
#include <adcc.h>

struct pair {
    double x, y;
};
#ifdef TANGENT
ADCC_TANGENT(wrt(p), of(return))
#else
ADCC_ADJOINT(wrt(p), of(return))
#endif
double f(const struct pair *p);

#ifdef __ADCC__
ADCC_ADJOINT(wrt(p), of(return))
#endif
double g(const struct pair *p);

// CHECK: struct pair {
// CHECK: #ifdef TANGENT
// CHECK-NEXT: #else
// CHECK-NEXT: #endif
// CHECK-NOT: __ADCC__
// CHECK: double f_b(const struct pair *p, struct pair *p_b, double return_b)
double f(const struct pair *p)
{
    return p->x * p->y;
}

double g(const struct pair *p)
{
    return p->x + p->y;
}
