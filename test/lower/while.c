// RUN: %run-lowered %s
// while loops whose conditions have effects, with continue and break.
#include <stdio.h>

static int count;

static int get(void) { return count < 12 ? count++ : -1; }

int main(void)
{
    int n = 5, s = 0, c;
    while (n-- > 0)
        s += n;
    printf("%d %d\n", n, s);
    n = 9;
    while (n--) {
        if (n == 7)
            continue;
        if (n == 3)
            break;
        s += n;
    }
    printf("%d %d\n", n, s);
    while ((c = get()) >= 0) {
        if (c % 3 == 0)
            continue;
        s += c;
    }
    printf("%d %d\n", c, s);
    n = 3;
    while (n-- && s++ < 100)
        s *= 2;
    printf("%d %d\n", n, s);
    unsigned u = 4;
    while (u-- > 0)
        while (--n > -10 && (c = u * 2) > 1)
            s -= c;
    printf("%d %u %d\n", n, u, s);
    const char *p = "a,b;c";
    while (*p)
        if (*p++ == ';')
            break;
    n = 6;
    while (n && (s += n--, s % 7))
        ;
    printf("%s %d %d\n", p, n, s);
    return 0;
}
