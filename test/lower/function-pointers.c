// RUN: %run-lowered %s
// Calls through tables, callbacks, results of calls, and with effects in the callee's expression.
#include <stdio.h>
#include <stdlib.h>

typedef double fn(double);

static double twice(double x) { return 2 * x; }
static double half(double x) { return x / 2; }
static fn *choose(int i) { return i ? twice : half; }
static int up(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

struct op {
    const char *name;
    fn *f;
    struct { double (*g)(double, fn *); } in;
};

static double apply(double x, fn *f) { return f(x) + (*f)(x); }

int main(void)
{
    struct op ops[2] = {{"twice", twice, {apply}}, {"half", half, {apply}}}, *p = ops;
    fn *table[3] = {half, twice, half};
    int i = 0, v[5] = {3, 1, 2, 5, 4};
    double x = table[i++](8) + table[i++](8);
    x += (p++)->f(x) * p->f(1);
    x = choose(i > 1)(choose(i < 1)(x)) + ops[--i].in.g(x, choose(1));
    x = (i ? twice : half)(x) - apply(x, i++ ? half : twice);
    qsort(v, sizeof v / sizeof *v, sizeof *v, up);
    fn **q = table;
    while (q < table + 3 && (*q++)(x) < 40)
        x++;
    printf("%g %d %d%d%d%d%d %s %d\n", x, i, v[0], v[1], v[2], v[3], v[4], p->name, (int)(q - table));
    return 0;
}
