// Macros that make functions, parts of functions, heads of loops, declarations.
// RUN: %roundtrip --run %s
#include <stdio.h>
#include <stddef.h>
#include <stdarg.h>
#include <errno.h>
#include <math.h>
#define N 4
#define SIZE(t) sizeof(t[N])
#define FOREVER for (;;)
#define FOR(i, n) for (int i = 0; i < n; i++)
#define HEAD(a, b, c) for (a; b; c)
#define DECL(T, name) static T name(T x) { return x * (T)1.5L; }
#define TWO(a, b) DECL(float, a) DECL(double, b) static int a##_count;
#define CAT(a, b) a##b
#define STR(x) #x
#define BEGIN {
#define END }
#define OFF(t, m) offsetof(t, m)
#define NEXT(ap, t) va_arg(ap, t)
#define STRUCT(name) struct name { int a; double b[N]; }
#define max(a, b) ((a) > (b) ? (a) : (b))
DECL(float, f1)
DECL(double, f2) TWO(g1, g2)
TWO(h1, h2);
STRUCT(one);
struct two { STRUCT(in) x; union { int u; float f; }; };
static double (max)(double a, double b) { return a > b ? a : b; }
static int sum(int n, ...)
{
    va_list ap;
    int s = 0;
    va_start(ap, n);
    FOR(i, n) s += NEXT(ap, int);
    va_end(ap);
    return s;
}
int begin_end(int x) BEGIN return CAT(1, 2) + x; END
int loops(int n) {
    int s = 0, i = 0;
    HEAD(, i < n, i++) s += i;
    HEAD(i = 0, , i++) { if (i > n) break; s++; }
    HEAD(i = 0, i < 3, ) { i++; }
    HEAD(, , i--) if (i < 0) break;
    HEAD(, i < 3, ) i++;
    FOREVER { if (s++ > 100) break; }
    return s + errno;
}
static double lits(void) {
    return CAT(1.2, 5L) + HUGE_VAL * 0 + M_PI + CAT(0x1p, 3) + 1e2f + INFINITY * 0.f + 'a' + CAT(L, 'b') + '\n' + SIZE(long) + OFF(struct one, b[2]);
}
#define ARR(T, ...) (T[]){__VA_ARGS__}
static double init(void) {
    double a[N] = {[0] = 1, [1 ... 2] = SIZE(int), [N - 1] = M_E};
    struct two t = {.x = {.a = N, .b = {[1 ... 2] = 3}}, .u = N};
    struct one o[3] = {[1].b[2] = 5, [2] = {.b[0 ... 1] = 7}};
    return a[1] + t.x.b[2] + o[1].b[2] + o[2].b[1] + ARR(double, 1, 2, N)[2] + ARR(int, sizeof(STRUCT(q)))[0];
}
int main(void)
{
    printf("%g %g %g %s %s\n", f1(1), f2(2), max(1, 2) + (max)(1, 2), STR(a "b\n" + N), __func__);
    printf("%d %d %d %g %g\n", sum(3, 1, 2, 3), begin_end(3), loops(5), lits(), init());
    printf("%g %g\n", g1(1) + h2(2), (double)(g1_count + h1_count));
    return 0;
}
