// RUN: %run-lowered --flag=-Wno-overflow --flag=-Wno-constant-conversion --flag=-Wno-bitfield-constant-conversion --flag=-Wno-unused-value %s
// Assignments inside expressions: chains, conversions in between, compound ones.
#include <stdio.h>

struct pair {
    float f;
    short s;
    unsigned bits : 3;
};

static struct pair global;

int main(void)
{
    double d;
    float f;
    int i, j, k;
    short s;
    unsigned char c;
    d = f = i = 1000001 / 3;
    printf("%.17g %.17g %d\n", d, (double)f, i);
    i = s = 70000;
    printf("%d %d\n", i, s);
    i = c = 300 + (j = 5);
    d = f = 0.1;
    printf("%d %d %d %d %.17g\n", i, c, j, d == f, d);
    i = (j += 4) * (k = 2);
    printf("%d %d %d\n", i, j, k);
    i += j -= k *= 3;
    printf("%d %d %d\n", i, j, k);
    d = global.f = global.s = (global.bits = 13) + 0.75;
    printf("%g %g %d %d\n", d, (double)global.f, global.s, global.bits);
    struct pair p, q, r;
    p = q = r = global;
    i = (p = r).s + (q.bits = 9);
    printf("%d %d %g\n", i, p.s + q.s, (double)r.f);
    if ((i = j) > (k = 2) && (j = i - k))
        printf("%d\n", j);
    c = 250;
    i = c += 10;
    printf("%d %d\n", i, c);
    return 0;
}
