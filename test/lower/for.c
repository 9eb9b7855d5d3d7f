// RUN: %run-lowered %s
// for loops: several variables, effects in the condition, steps that are more than assignments.
#include <stdio.h>

static int calls;

static int limit(void) { return ++calls % 20; }
static int skip(int i) { return i + 1 + calls % 2; }

int main(void)
{
    int i, j, s = 0, a[10];
    for (i = 0, j = 9; i < 10; a[i++] = j--)
        ;
    for (int k = 0, *p = a; k < 10; k++, p++)
        s += k * *p;
    printf("%d %d %d\n", i, j, s);
    for (int k = 0; k < limit(); k += 2) {
        if (k == 4)
            continue;
        s += k;
    }
    printf("%d %d\n", s, calls);
    for (int k = 0; k < 20; k = skip(k)) {
        if (k % 5 == 1)
            continue;
        s += k;
    }
    for (i = 0; i < 15; i += skip(i) - i + limit() % 2) {
        if (i == 3)
            continue;
        if (i == 11)
            break;
        s += i;
    }
    printf("%d %d\n", s, i);
    for (i = 12; i-- > 0;)
        s ^= i;
    for (i = 12; i-- > 0; s++)
        if (i == 5)
            break;
    printf("%d %d\n", s, i);
    for (i = 0; i < 9; i % 2 ? (void)skip(i) : (void)limit(), i += i > 4 && skip(i) ? 2 : 1) {
        if (i == 2)
            continue;
        s += i;
    }
    for (i = 0; i < 9; i += i > 4 && skip(i) ? 2 : 1)
        s += i;
    for (i = skip(2) + skip(3), j = 1; i; i--)
        j += i;
    for (;;)
        if (s++ > 500)
            break;
    printf("%d %d %d %d\n", s, i, j, calls);
    return 0;
}
