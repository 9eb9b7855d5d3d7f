// Every statement.
// RUN: %roundtrip --run %s
#include <stdio.h>
static int sw(int x) {
    int r = 0;
    switch (x) case 1: r = 1;
    switch (x) { int hidden; case 2: hidden = 3; r += hidden; break; default: r = 9; case 4 ... 6: r++; { case 7: r += 2; } }
    switch (x & 3) { case 0: case 1: while (r < 20) { case 2: r += 5; } }
    return r;
}
static int gotos(int n) {
    void *t[] = {&&a, &&b, &&end};
    int i = 0, s = 0;
    goto *t[n % 2];
a:  s += 1;
b:  s += 10; if (++i < 3) goto *t[i % 2]; else goto end;
    for (;;) { inner: if (s-- < 5) break; goto inner; }
end:
    return s;
}
static int dangling(int a, int b) { if (a) if (b) return 1; else return 2; return 3; }
static int dangling2(int a, int b) { if (a) { if (b) return 1; } else return 2; return 3; }
static int dangling3(int a, int b) { if (a) while (b--) if (b == 2) return 1; else ; else return 7; return 3; }
static int dowhile(int n) { int i = 0; do i++; while (i < n); do { if (i++ & 1) continue; i++; } while (i < 2 * n); return i; }
static int loops(int n) {
    int s = 0, i;
    for (i = 0; i < n; s += i, i++) ;
    for (int j = n, *p = &j; *p > 0; --*p) s++;
    for (; i-- > 0; ) if (i == 1) continue; else s++;
    while (i++ < 3) { if (i == 2) continue; s += i; }
    return s;
}
static int exprs(int x, double d) {
    int a[3] = {1, 2, 3}, *p = a + 1, y;
    y = x = 3, y += x++ + ++x, y <<= 1, y ^= ~x & 5 | 2;
    y = (x, y) ? x : y ? 1 : 2;
    y = x ?: 5;
    y += - -x - -1 + + +2 - (-x) * (-(1));
    y += *p++ + *--p + (*p)++ + p[-1] + 2[a] + x["abcdefghij"];
    y += !x + !!y + (x && y || !x && (y || x)) + (x < y == y > x) + (x & 1) + (x << 1 >> 1) + (x == 3 & y);
    y += (int)d + (int)-d + (unsigned char)300 + (char)(x + y) + sizeof(x) + sizeof x + sizeof(int) + sizeof a / sizeof a[0] + _Alignof(double) + sizeof((char)1) + -sizeof(int);
    y += ({ int z = y; { z++; } z; }) + (int)(float){2.5f} + ((int[]){1, 2, 3})[1];
    y += __builtin_choose_expr(1, x, d) + __builtin_types_compatible_p(int, const int) + __builtin_constant_p(3) + _Generic(d, float: 1, double: 2, default: 3) + _Generic(x, int: x, default: d);
    y -= x / 2 % 3 * 2 - (x - (y - 1)) + (x * (y / 3));
    float _Complex c = 1 + 2.0fi; c *= ~c; y += __real__ c + __imag__ c;
    long double ld = 1.5L + 0x1.8p1L; y += ld > 2;
    return y;
}
static int asms(int x) {
    int y;
    __asm__ volatile("movl %1, %0" : "=r"(y) : "r"(x) : "cc", "memory");
    __asm__("nop");
    return y;
}
static int attrs(int x) {
    switch (x) { case 1: x++; __attribute__((fallthrough)); case 2: x++; }
    int u __attribute__((unused)) = 1;
    if (__builtin_expect(x > 2, 1)) x--;
    #pragma clang loop unroll(disable)
    for (int i = 0; i < 3; i++) x++;
    {
        #pragma STDC FP_CONTRACT ON
        double a = x; x = a * a + a;
    }
    return x;
}
static int labels(int x) { { __label__ l; if (x) goto l; x = 5; l: x++; } { __label__ l; goto l; l: x++; } return ({ __label__ m; goto m; m: x; }); }
static void empty(void) {}
static void nothing(void) { ; ;; {} { ; } return; }
int main(void)
{
    for (int i = 0; i < 9; i++) printf("%d ", sw(i));
    printf("%d %d %d %d %d\n", gotos(0), gotos(1), dangling(1, 0), dangling2(0, 1), dangling3(1, 5));
    printf("%d %d %d %d %d %d\n", dowhile(4), loops(5), exprs(2, 3.7), asms(4), attrs(1), labels(1));
    empty(), nothing();
}
