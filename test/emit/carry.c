// The output holds what the derivatives need of the source, and no more.
// RUN: %adcc %s -o %t.c && FileCheck %s --implicit-check-not=unused --implicit-check-not=comment < %t.c
// RUN: %gcc -c %t.c -o %t.o && %clang -c %t.c -o %t.o
#define _GNU_SOURCE
#include <adcc.h>
#include <math.h>
#define N 4
/* A comment about nothing. */
static int even(int k);
static inline int odd(int k) { return k == 0 ? 0 : even(k - 1); }
static int even(int k) { return k == 0 ? 1 : odd(k - 1); }
static double unused(double x) { return x; }
int external(int k) { return unused(k) > 0; }
struct { int a; } unused_variable = {1};
struct tagged { int a; double b; } tagged = {1, 2};
enum { A, B } which;
static const int table[N] = {1, 2, 3, 4}, unused_table[] = {5};
extern int shared[N];
typedef double real;
static long measured[] = {1, 2, 3};
enum { COUNT = sizeof measured / sizeof *measured };
_Static_assert(COUNT == 3, "three");

ADCC_TANGENT(wrt(x), of(return))
real f(real x)
{
    int k = table[1] + shared[0] + tagged.a + which + B + even(3) + external(2) + COUNT;
    return k > 0 ? x : sin(x);
}
// CHECK: Derivatives of carry.c
// CHECK: #define _GNU_SOURCE
// CHECK-NOT: adcc.h
// CHECK: #include <math.h>
// CHECK: #define N 4
// CHECK: static int even(int k);
// CHECK: static inline int odd(int k)
// CHECK: static int even(int k)
// CHECK: int external(int k);
// CHECK: struct tagged {
// CHECK: extern struct tagged tagged;
// CHECK: enum { A, B };
// CHECK: extern unsigned int which;
// CHECK: static const int table[4] = {1, 2, 3, 4};
// CHECK: extern int shared[N];
// CHECK: typedef double real;
// CHECK: extern long measured[3];
// CHECK: enum { COUNT =
// CHECK: f_d(
