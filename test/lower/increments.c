// RUN: %run-lowered %s
// Increments whose values are used: moved behind the statement, or before it.
#include <stdio.h>

static int global = 3;

static int peek(int a) { return a * 10 + global; }

int main(void)
{
    int x = 1, y, a[6] = {0, 1, 2, 3, 4, 5}, i = 0;
    y = x++ * 2 + 1;
    printf("%d %d\n", x, y);
    y = ++x * 2;
    printf("%d %d\n", x, y);
    a[i++] = 7;
    a[++i] = 8;
    y = a[i--] + 100;
    printf("%d %d %d %d %d\n", a[0], a[1], a[2], i, y);
    y = peek(global++);
    printf("%d %d\n", global, y);
    y = peek(--global);
    printf("%d %d\n", global, y);
    x = peek(x++);
    printf("%d\n", x);
    a[2]++;
    --a[3];
    y = a[4]++ + a[5]--;
    printf("%d %d %d %d %d\n", a[2], a[3], a[4], a[5], y);
    return i;
}
