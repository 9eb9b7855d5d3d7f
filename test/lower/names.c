// RUN: %run-lowered %s
// Shadowing: every variable gets a name of its own; what text mentions keeps its name.
#include <stddef.h>
#include <stdio.h>

static int i = 100;
typedef struct { int a[3], b; } T;

static int f(int x, int y1)
{
    int y = x++, s = 0;
    for (int i = 0; i < 3; i++) {
        int x = i * 2, y = x++;
        {
            int i = y, x1 = x;
            s += i++ + x1;
            static int x2 = 5;
            s += x2++ * (int)sizeof(char[2]);
        }
        s += x + y;
    }
    {
        extern int printf(const char *, ...);
        int T = s;
        s += T++;
    }
    {
        char T[7];
        s += (int)sizeof(T) + (int)offsetof(struct { char T; int b; }, b);
    }
    T t = {{1, 2, 3}, 4};
    for (T *t1 = &t; t1; t1 = NULL)
        s += t1->b++;
    for (long i = 0; i < 2; i++)
        for (long i = 0; i < 2; i++)
            s += (int)i++;
    return s + x + y + y1 + i;
}

int main(void)
{
    int t1 = 1, c1 = 2, x1 = 3;
    int r = f(f(t1, 4), x1++) + f(t1, c1--);
    if (r > 0 && (t1 = f(0, 1)))
        c1 += t1;
    printf("%d %d %d %d %d\n", r, t1, c1, x1, i);
    return 0;
}
