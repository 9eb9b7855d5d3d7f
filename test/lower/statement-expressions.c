// RUN: %run-lowered --flag=-Wno-unused-value %s
// Statement expressions: their statements in order, their value.
#include <stdio.h>

#define MAX(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })

static int n;

static int next(void) { return ++n; }

int main(void)
{
    int x = 3, y = 4, s = 0;
    int m = MAX(x++, y++) + MAX(MAX(x, next()), y);
    printf("%d %d %d\n", m, x, y);
    for (int i = 0; i < 5; i++)
        s += ({ int t = 0; for (int k = 0; k < i; k++) t += next(); if (t > 20) continue; t; });
    while (({ int t = next(); t % 7; }))
        s++;
    ({ s++; });
    x = ({ struct pair { int a, b; } p = {next(), 2}; p.a * p.b; }) + ({ x++; x; });
    x && ({ y++; 1; });
    printf("%d %d %d %d\n", s, x, y, ({ goto end; end: n; }));
    x += ({ struct pair { int a, b; } p = {next(), 2}; p; }).b + __builtin_constant_p(next());
    while (n++, 1)
        if (n % 5 == 0)
            break;
    double d = ({ double t = x; t / 2; }) + ({ (float)0.1; });
    printf("%.9g %d\n", d, ({ next(); next(); }) * 2);
    return 0;
}
