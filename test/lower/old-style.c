// RUN: %run-lowered --flag=-std=gnu11 --flag=-Wno-deprecated-non-prototype --flag=-Wno-unknown-warning-option --flag=-Wno-old-style-declaration %s
// Functions in the old style, and parameters without names.
#include <stdio.h>

static int scale(x, y, f)
    int x, y;
    float f;
{
    x *= 2;
    f += 0.1f;
    return x + y-- + (int)(10 * f);
}

static int ignore(int x, double y)
{
    return x++ + (int)y;
}

int main(void)
{
    printf("%d %d\n", scale(1, 2, 0.5), ignore(3, 4.5));
    return 0;
}
