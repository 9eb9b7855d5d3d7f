// RUN: %run-lowered %s
// Parameters that change, or whose address is taken, become local variables.
#include <stdarg.h>
#include <stdio.h>

struct box {
    int a[3];
    double x;
};

static int gcd(int a, int b)
{
    while (b) {
        int t = a % b;
        a = b;
        b = t;
    }
    return a;
}

static void set(int *p, int v) { *p = v; }
static int by_address(int n, const int k) { const int *q = &k; set(&n, n + *q); return n; }
static double in_struct(struct box b, struct box c) { b.a[1]++; b.x = b.a[1]; return b.x + c.a[2] + c.x; }
static int *element(struct box *b, int i) { return b->a + i; }
static int decays(struct box b) { set(b.a, 9); *element(&b, 1) = 3; return b.a[0] + b.a[1]; }
static double walk(int n, const double x[restrict], double y[3]) { double s = 0; while (n--) s += *x++ * y[n]; return s; }
static double rows(int n, double m[n][n], double *r)
{
    double (*p)[n] = m, s = 0;
    n--;
    for (; m <= p + n; m++)
        s += (*m)[n] * *r++;
    return s + n;
}
static double total(int n, ...)
{
    va_list list;
    double s = 0;
    va_start(list, n);
    while (n-- > 0)
        s += va_arg(list, double) * (n + 1);
    va_end(list);
    return s;
}
static int unused_in(int x_in, int x) { x += x_in; return x; }

int main(void)
{
    struct box b = {{1, 2, 3}, 0.5};
    double x[4] = {1, 2, 3, 4}, m[2][2] = {{1, 2}, {3, 4}};
    printf("%d %d %g %d\n", gcd(12, 18), by_address(3, 4), in_struct(b, b), decays(b));
    printf("%g %g %g %d %d\n", walk(3, x, x), rows(2, m, x), total(3, 1.0, 2.0, 3.0), unused_in(1, 2), b.a[1]);
    return 0;
}
