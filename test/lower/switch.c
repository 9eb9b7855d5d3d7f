// RUN: %run-lowered --flag=-Wno-unused-value %s
// switch on a value with effects; declarations and effects between the cases; Duff's device.
#include <stdio.h>

static int n;

static int next(void) { return n++; }

static int f(int x)
{
    switch (next() + x) {
        int y;
    case 0:
        y = next() + 1;
        return y;
    case 1:
    case 2: {
        int z = next() * 2;
        x += z++;
        break;
    }
    case 3:
        x += next() + next();
        /* fall through */
    case 4:;
        int w = next() ? x++ : next();
        return w;
    default:
        x--;
    }
    return x++;
}

static void copy(char *to, const char *from, int count)
{
    int rounds = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            *to++ = *from++;
            /* fall through */
    case 3:
            *to++ = *from++;
            /* fall through */
    case 2:
            *to++ = *from++;
            /* fall through */
    case 1:
            *to++ = *from++;
        } while (--rounds > 0);
    }
}

int main(void)
{
    char text[8] = "";
    for (int i = -8; i < 3; i++)
        printf("%d ", f(i));
    copy(text, "seventy", 7);
    printf("%s %d\n", text, n);
    return 0;
}
