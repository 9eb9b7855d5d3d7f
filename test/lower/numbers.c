// RUN: %run-lowered %s
// Every compound operator on every sort of number: conversions as C makes them.
#include <stdio.h>

static int calls;

static double one(void) { return calls++, 1; }

#define EACH(T, format, start)                                                          \
    do {                                                                                \
        T x = start, y, *p = &x;                                                        \
        y = x += one() * 1.75;                                                          \
        y += (x -= 0.5) * (*p++ == x);                                                  \
        x = (y *= x /= 2) + (T)one();                                                   \
        y = --x > y++ ? x-- : (x += y);                                                 \
        printf(#T " " format " " format " %d\n", x, y, (int)(p - &x));                  \
    } while (0)

int main(void)
{
    EACH(char, "%d", 5);
    EACH(unsigned char, "%d", 254);
    EACH(short, "%d", 32766);
    EACH(int, "%d", 7);
    EACH(unsigned, "%u", 3u);
    EACH(long, "%ld", 1L << 40);
    EACH(unsigned long long, "%llu", 9ull);
    EACH(float, "%.9g", 0.1f);
    EACH(double, "%.17g", 0.1);
    EACH(long double, "%.19Lg", 0.1L);
    unsigned a = 5, b = 3;
    int s = a << (b -= 1), m = -(int)(a ^= b) >> (b |= 1);
    a = (b <<= a & 3) % 7 + (s %= 4) * (m &= 6);
    return printf("%u %u %d %d %d\n", a, b, s, m, calls);
}
