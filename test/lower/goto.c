// RUN: %run-lowered --flag=-Wno-unused-value %s
// Labels and jumps around and into statements that were taken apart.
#include <stdio.h>

static int n;

static int next(void) { return ++n; }

int main(void)
{
    int s = 0, i = 0;
again:
    s += next() * 2;
    if (i++ < 3)
        goto again;
    if (s > 1000) {
    inside:
        s += next() + next();
        if (next() > 12)
            goto out;
    }
    while (i-- > -5) {
        s += i;
        if (i == 2)
            goto inside;
    }
out:;
    int last = next();
    for (i = 0; i < 5; i++) {
        if (next() % 2)
            goto done;
        s++;
    done:
        s += last++;
    }
    printf("%d %d %d %d\n", s, i, n, last);
    return 0;
}
