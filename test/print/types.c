// Declarators, tags, qualifiers, attributes.
// RUN: %roundtrip --run %s
#include <stdio.h>
#include <complex.h>
#include <stdbool.h>
typedef double real;
typedef real vec[3];
typedef const struct node *list;
typedef int (*op)(int, int), fn(int);
struct node { int v; list next; unsigned flag : 3, : 2, rest : 5; };
typedef struct { real x, y; } point;
typedef enum { RED, GREEN = 4, BLUE } color;
enum big { HUGE_ONE = 0x7fffffffffffL, NEG = -1 };
union u { int i; float f; struct { short lo, hi; }; };
static struct { int a, b; } anon = {1, 2}, *panon = &anon;
struct tagged { int z; } tg = {3}, tga[2] = {{4}, {5}};
static enum { P, Q } pq = Q;
static fn twice;
static int twice(int x) { return 2 * x; }
static int add2(int a, int b) { return a + b; }
static op table[2] = {add2, 0};
static int (*(*fpa[2])(int))[3];
static int rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
static int (*row(int i))[3] { return &rows[i]; }
static op get(void) { return table[0]; }
static volatile int vol;
static const volatile unsigned long long cv = 0xffffffffffffffffULL;
static char s1[] = "ab" "cd\x41\0z", *s2 = u8"\u00e9", s3[2] = "xy";
static int wide[] = {L'\x3b1', u'a'};
static double _Complex z = 1.0 + 2.0i;
static _Bool b = 3;
static _Thread_local int tl = 2;
static _Alignas(32) double al;
static int aligned __attribute__((aligned(64), section("mydata"))) = 1;
static float v4 __attribute__((vector_size(16)));
static int dup(real a[restrict static 3], const vec b, int (*cb)(int), fn g) { a[0] = b[1]; a++; return cb(1) + g(2) + (int)sizeof a; }
static real vla(int n, int m, real a[n][m + 1], real (*p)[m + 1]) {
    real b[n][m];
    typedef real row_t[m];
    row_t r;
    real (*q)[m] = b, (*pp)[n][m] = &b;
    for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) q[i][j] = a[i][j] + p[i][j];
    for (int j = 0; j < m; j++) r[j] = (*pp)[0][j];
    return r[0] + b[n - 1][m - 1] + sizeof b + sizeof(real[n]) + sizeof r + sizeof(*q) + ((real (*)[m])b)[1][0];
}
static int local(int x) {
    struct in { int a; struct { int b; } c; } s = {1, {2}};
    struct { int a; enum { E1, E2 } e; } t = {3, E2};
    enum { L1 = 5, L2 };
    typedef struct { int q; } lt;
    static lt st = {4};
    extern int ext;
    int f(int);
    lt l = {x}, *pl = &l;
    union u uu = {.f = 1};
    register int r = 7;
    _Static_assert(sizeof(int) == 4, "int");
    struct in *ps = &s;
    ps->c.b++, pl->q--;
    for (struct { int i; } k = {0}; k.i < 2; k.i++) r += k.i;
    return s.a + s.c.b + t.e + L2 + st.q + l.q + uu.lo + r + ext + f(1);
}
int ext = 9;
int f(int a) { return a; }
bool tf(bool a) { return !a; }
int main(void)
{
    vec a = {1, 2, 3}, c = {4, 5, 6};
    real m[2][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}};
    point p = {1, 2}, *q = &p, pa[] = {{1, 2}, [2] = {5, 6}};
    struct node n1 = {1, 0, 2, 3}, n2 = {.v = 2, .next = &n1};
    printf("%d %g %d\n", dup(a, c, twice, twice), vla(2, 3, m, m), local(3));
    printf("%g %g %d %d %d\n", q->x + pa[2].y, creal(z) + cimag(z), n2.next->v + n2.flag, (*row(1))[2], get()(1, 2));
    printf("%s %s %d %d %d %d\n", s1, s2, wide[0], b + tl, anon.a + panon->b + tg.z + tga[1].z, pq + GREEN + (int)BLUE);
    printf("%d %llu %d %g %d %d\n", vol, cv, aligned, al, fpa[0] == 0, tf(0) + (int)sizeof s3);
    v4[1] = 2;
    return (int)v4[1] - 2 + (NEG + 1 ? 1 : 0);
}
