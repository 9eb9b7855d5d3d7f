// RUN: %run-lowered %s
// Values fixed at a sequence point stay what they were, whatever follows in the expression.
#include <stdio.h>

static int g = 1;

static int set(int v) { int old = g; g = v; return old; }
static int id(int v) { return v; }

int main(void)
{
    int x = 1, y, *p = &x, a[4] = {1, 2, 3, 4}, i = 0;
    y = (g = 5) + (set(7) * 0);
    printf("%d\n", y);
    y = id(x++) + 0;
    y = x++ && x == 3;
    printf("%d %d\n", x, y);
    y = (x++, *p) + (g > 2 ? 10 : 20);
    printf("%d %d\n", x, y);
    y = x-- > 0 ? x : -x;
    printf("%d %d\n", x, y);
    i = id(i++) + id(10);
    printf("%d\n", i);
    i = 0;
    y = a[i++] && a[i++] && a[i++] > 2;
    printf("%d %d\n", i, y);
    i = a[id(i++) - 2]++;
    printf("%d %d\n", i, a[1]);
    y = ((x = 3) || (x = 4)) + (id(5) && (i = 9));
    printf("%d %d %d\n", y, x, i);
    g = 2;
    y = (g++ == 2) && g == 3 && set(4) == 3 && g == 4;
    printf("%d %d\n", y, g);
    i = 2;
    i = a[i]++;
    printf("%d %d\n", i, a[2]);
    a[2] = 3;
    p = a;
    y = *p++ == 1 && *p++ == 3 && *p == 3;
    printf("%d %d\n", y, (int)(p - a));
    y = id(g++) * 10 + id(id(x++) + 2);
    printf("%d %d %d\n", y, g, x);
    return 0;
}
