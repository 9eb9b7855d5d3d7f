// RUN: %run-lowered --flag=-Wno-unused-value %s
// Comma operators in every place an expression has.
#include <stdio.h>

static int add(int a, int b) { return a + b; }

int main(void)
{
    int i, j, k = 0, a[8];
    for (i = 0, j = 7; i < j; i++, j--)
        a[i] = j, a[j] = i;
    for (i = 0; k += a[i], i < 7; i++)
        k++;
    printf("%d %d %d\n", k, i, j);
    i = (j = 3, j * 2);
    j = (k++, k++, k) + (i--, 1);
    printf("%d %d %d\n", i, j, k);
    printf("%d\n", add((i++, i), (k--, k)));
    while (k--, k > 30)
        j++;
    if (j++, j % 2)
        puts("odd");
    switch (i++, j--, i % 3) {
    case 0:
        puts("zero");
        break;
    case 1:
        puts("one");
        /* fall through */
    default:
        puts("other");
    }
    k = (1, 2, i);
    int m = (k++, k);
    return m, (j++, (j + m) % 100);
}
