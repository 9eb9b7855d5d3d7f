// RUN: %run-lowered %s
// Values of all sorts in temporaries: their exact types, no rounding, no loss.
#include <complex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef float vec __attribute__((vector_size(16)));
typedef enum { A, B, C } E;
union u { int i; float f; };

static long double ld(long double x) { return x + 1e-19L; }
static float fl(float x) { return x / 3; }
static double complex cx(double complex z) { return z * I + 1; }
static bool bo(int x) { return x; }
static uint64_t big(uint64_t x) { return x * 3; }
static signed char ch(int x) { return x; }
static E en(int x) { return x; }
static vec ve(float x) { return (vec){x, 1, 2, 3}; }
static union u un(float f) { return (union u){.f = f}; }
static __int128 wide(long x) { return (__int128)x * x; }

int main(void)
{
    long double l = ld(1) + ld(2) * 2;
    double d = fl(1) + fl(2) * 0.1;
    double complex z = cx(2) * cx(I) + 1;
    float f = fl(1);
    bool b = bo(2) + bo(3);
    uint64_t u = big(1ull << 63) + big(3) - 1;
    signed char c = 127;
    E e = en(1), e2 = e++;
    vec v = ve(1) + ve(2) * 2;
    __int128 w = wide(1L << 40) + wide(3) / 2;
    unsigned char byte = 255;
    int i = c++ + byte++, j = ch(300) + ch(200);
    b = b++ ? i : j;
    printf("%.20Lg %.17g %g %g %.9g\n", l, d, creal(z), cimag(z), (double)f++);
    printf("%d %llu %d %d %d %d %d\n", b, (unsigned long long)u, c, e, e2, i, j);
    printf("%g %g %d %d %d\n", (double)v[0], (double)v[3], un(1).i == un(1).i, (int)(w >> 70), byte);
    __real__ z = __imag__ z + f++;
    struct { unsigned narrow : 5, full : 32; volatile unsigned flag : 3; } s = {7, 9, 2};
    long k = -s.full++ + ch(1), m = ~s.flag;
    printf("%ld %ld %d %d\n", k, m, ~s.flag < 0, (s.narrow = ~0) > -1 && ch(s.narrow) > 0);
    printf("%g %g\n", creal(z++), cimag(cx(I)));
    return 0;
}
