// RUN: %run-lowered %s
// Copying through moving pointers, forwards and backwards.
#include <stdio.h>

static void copy(char *to, const char *from)
{
    while ((*to++ = *from++) != 0)
        ;
}

static double sum(const double *x, int n)
{
    double s = 0;
    while (n-- > 0)
        s += *x++;
    return s;
}

int main(void)
{
    char text[20], *end;
    double a[4] = {1, 2, 3, 4}, b[4], *p = a, *q = b;
    int *step[2], ints[3] = {5, 6, 7}, **pp = step;
    copy(text, "hello");
    for (end = text; *end;)
        end++;
    while (end > text)
        putchar(*--end);
    putchar('\n');
    *q++ = *p++ + 1;
    *q++ = *p++ * *a;
    *q = (*p)++;
    *++q = --*p;
    printf("%g %g %g %g %g %d %d\n", b[0], b[1], b[2], b[3], sum(a, 4), (int)(p - a), (int)(q - b));
    *pp++ = ints;
    *pp-- = ints + 1;
    printf("%d", *(*pp)++);
    printf(" %d %d\n", **pp, *pp[1]++);
    return (int)(step[1] - ints);
}
