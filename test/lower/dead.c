// RUN: %run-lowered --flag=-Wno-unused-value --flag=-Wno-unknown-warning-option --flag=-Wno-switch-unreachable --flag=-Wno-unused-label --flag=-Wno-implicit-fallthrough %s
// Code without effect, code that is never reached.
#include <stdio.h>

static int f(int x)
{
    x, 1;
    (void)x;
    x + 1;
    if (x)
        ;
    else
        ;
    for (; 0;)
        x++;
    while (0)
        x--;
    do
        ;
    while (x++ < 3);
    return x++;
    x = 9;
unused:
    x *= 2;
    goto unused;
}

int main(void)
{
    switch (f(1)) {
        printf("never\n");
    case 5:
        1;
        {
            ;
        }
    default:;
    }
    printf("%d\n", f(2));
    0;
    return 1 ? 0 : f(0);
}
