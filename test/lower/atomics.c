// RUN: %run-lowered %s
// Atomic objects: read-modify-write stays one operation.
#include <stdio.h>

static _Atomic int hits;
static _Atomic long sum;

static int hit(int by)
{
    hits++;
    sum += by;
    hits -= by > 2;
    return by;
}

int main(void)
{
    for (int i = 0; i < 5; i++)
        hit(i);
    int a = hits, b = hits + 1;
    long s = sum = a + b;
    printf("%d %d %ld %d\n", a, b, s, sum == s);
    return 0;
}
