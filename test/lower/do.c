// RUN: %run-lowered %s
// do loops: a continue must reach the condition, also past a switch and a label.
#include <stdio.h>

static int left;

static int more(void) { return --left > 0; }

int main(void)
{
    int n = 5, s = 0;
    do
        s += n;
    while (--n > 0);
    printf("%d %d\n", n, s);
    left = 6;
    do {
        if (left == 4)
            continue;
        s += left;
    } while (more());
    printf("%d\n", s);
    left = 9;
    do {
        if (left == 7)
            continue;
        if (left == 2)
            break;
        s += left;
    } while (more());
    printf("%d %d\n", left, s);
    n = 8;
    do {
        switch (n) {
        case 6:
            continue;
        case 5:
            s += 100;
            break;
        default:
            s++;
        }
        s *= 2;
    } while (n-- > 3 && s < 100000);
    printf("%d %d\n", n, s);
    n = 4;
    goto middle;
    do {
        s += 1;
    middle:
        if (n == 3)
            continue;
        if (s < 0)
            break;
        s += 10;
    } while (n-- > 0 && more() < 5);
    printf("%d %d\n", n, s);
    do
        s++;
    while (0);
    do {
        int inner = s % 5;
        do {
            if (inner & 1)
                continue;
            s += inner;
        } while (inner-- > 0);
    } while ((s += 3) % 4);
    printf("%d\n", s);
    return 0;
}
