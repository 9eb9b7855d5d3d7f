// RUN: %run-lowered %s
// Accesses of volatile objects: as many as before, in their order.
#include <stdio.h>

static volatile int port = 5;
static volatile struct { int a, b; } pair = {1, 2};
static volatile double cells[3];

static int f(volatile int *p, int k) { return *p += k; }

int main(void)
{
    volatile int count = 0;
    int x = port + 1, y;
    port;
    (void)port;
    y = port++ + x;
    printf("%d %d %d\n", x, y, port);
    y = (port = x + 1) * 2;
    x = ++port;
    y += port -= 2;
    printf("%d %d %d\n", x, y, port);
    while (count < 5)
        count++;
    for (count = 3; count--;)
        x += count && pair.a;
    cells[port % 3] = cells[0] + (pair.b = 7) + count;
    if (port && (count = f(&port, count)))
        y = count ? port : pair.a;
    printf("%d %d %d %d %g %g\n", x, y, count, pair.b, cells[0], cells[port % 3]);
    return port ? count : pair.a;
}
