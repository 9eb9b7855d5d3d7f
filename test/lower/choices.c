// RUN: %run-lowered --flag=-Wno-unused-value %s
// ?: with effects in a branch, nested, void, and with structs; the GNU ?: too.
#include <stdio.h>

typedef struct { double x, y; } Point;

static int calls;

static int next(int step) { return calls += step; }
static Point point(double x) { return (Point){x, calls++}; }
static void shout(int n) { printf("<%d>", n); }

int main(void)
{
    int x = 0, y = 5;
    for (int i = 0; i < 6; i++) {
        int a = i % 2 ? next(1) : next(10);
        int b = (i > 2 ? x++ : y--) + (i % 3 == 0 ? 0 : i % 3 == 1 ? next(2) : -next(3));
        double c = i > 3 ? next(0) : 0.5;
        long d = (i & 1 ? next(0) : 1L << 33) / 3;
        Point p = i % 2 ? point(i) : (Point){y, x};
        double e = (i > 4 ? point(7) : p).y;
        i > 2 ? shout(i) : shout(-i);
        i == 3 ? x++ : 0;
        const int k = i == 2 ? next(5) : 8;
        x = i == 5 ? (next(1), next(1)) : x;
        printf("%d %d %g %ld %g %g %g %d %d %d\n", a, b, c, d, p.x, p.y, e, x, y, k);
        int g = x ?: next(1);
        int h = next(0) % 3 ?: -1;
        double f = (y ? : 2.5) / 2;
        printf("%d %d %g %s\n", g, h, f, (i ? (char *)0 : "zero") ?: "more");
        printf("%d\n", x++ ?: y);
    }
    return 0;
}
