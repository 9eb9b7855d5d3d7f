// RUN: %run-lowered --flag=-Wno-unused-value %s
// && and || with effects on the right: evaluated only when C says so, values 0 and 1.
#include <stdio.h>

static int say(const char *what, int value)
{
    printf("%s ", what);
    return value;
}

int main(void)
{
    for (int i = 0; i < 16; i++) {
        int a = i & 1, b = i & 2, c = i & 4, d = i & 8, n = 0;
        int r = say("a", a) && say("b", b);
        int s = say("a", a) || say("b", b) || say("c", c);
        int t = (say("a", a) && say("b", b)) || (say("c", c) && say("d", d));
        int u = a && (n++, b) && ++n;
        int v = (a || n--) && say("d", d);
        printf("%d %d %d %d %d %d\n", r, s, t, u, v, n);
        if (say("a", a) && (b || say("c", c)))
            printf("yes ");
        else
            printf("no ");
        if (a && say("b", b) && (n = c) && !say("d", d))
            printf("1 ");
        a && say("last", b);
        b || say("else", c);
        a && b && printf("both %d", n);
        printf("%d\n", !(a && n++) + (b && a < 5 && say("x", 3)));
        double f = 0.5 * a;
        char *p = b ? "" : NULL;
        printf("%d\n", f && say("f", 1));
        printf("%d\n", p && say("p", *p + 1));
    }
    return 0;
}
