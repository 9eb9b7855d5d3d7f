// RUN: %run-lowered %s
// Structs by value: in and out of calls, chains of assignments, members of results.
#include <stdio.h>

typedef struct { double re, im; } Complex;
typedef struct { Complex c[2]; int n; union { int i; char s[4]; } u; } Big;

static int made;

static Complex add(Complex a, Complex b) { a.re += b.re; a.im += b.im; return a; }
static Complex make(double re) { made++; return (Complex){re, made}; }
static Big big(int n) { Big b = {{make(n), make(-n)}, n++, {.i = 3}}; return b; }
static double norm(const Complex *z) { return z->re * z->re + z->im * z->im; }

int main(void)
{
    Complex z = add(make(1), add(make(2), make(3))), w, v = w = z;
    Big b = big(4), *p = &b, all[2] = {b, big(6)};
    double s = add(z, w).re + big(2).c[1].re + (v = make(9)).im * 0 + norm(&w);
    (*p).c[p->n++ % 2] = w = make(7);
    p->u.i++;
    b = all[b.n > 4] = *p;
    all[0].c[0].re++;
    int k = big(3).n + all[1].n-- + (p = all, p->n);
    printf("%g %g %g %g %g %d\n", z.re, w.re, v.re, s, b.c[0].re, k);
    printf("%g %g %d %d %d\n", all[0].c[0].re, all[1].c[0].re, all[1].n, p->u.i, made);
    return 0;
}
