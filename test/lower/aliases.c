// RUN: %run-lowered %s
// One object through several names: a value read before a write stays what it was.
#include <stdio.h>

static int g, *to_g = &g;
static float f = 1;

static int read_g(int k) { return *to_g + k; }
static void write_g(int v) { *to_g = v; }
static int set(int *p, int v) { int old = *p; *p = v; return old; }

int main(void)
{
    int x = 1, *p = &x, a[3] = {1, 2, 3}, i = 1;
    char *bytes = (char *)&x;
    int y = (*p = 5, x) + (write_g(x), g);
    printf("%d\n", y);
    y = read_g(g++);
    printf("%d %d\n", y, g);
    y = read_g((*to_g)--);
    printf("%d %d\n", y, g);
    y = x++ ? set(&x, 3) : 0;
    printf("%d %d\n", y, x);
    y = (x = 2) && set(p, 0) == 2 && x == 0;
    printf("%d\n", y);
    y = ((*bytes)++, x) + (x++, *bytes);
    printf("%d %d\n", y > 1, x);
    y = set(&i, i++ + 3) + 10;
    printf("%d %d\n", y, i);
    p = a;
    y = *p++ + set(&g, 4);
    *p++ = set(a + 2, 9);
    printf("%d %d %d %d\n", y, a[1], a[2], (int)(p - a));
    y = (int)f++ && f > 1;
    return (p = &g, *p += 2, g) + (y > 0);
}
