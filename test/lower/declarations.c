// RUN: %run-lowered --once --flag=-Wno-unused-value %s
// Declarations of several variables, initialisers with effects, aggregates, arrays of variable length.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int n = 2;

static int next(void) { return n++; }
static void *keep(void *p) { return p; }

struct node {
    struct node *next;
    int value, more[2];
};

static struct node *init(struct node *p, int v) { p->value = v; return p; }

int main(void)
{
    int a = next(), b = a++, *p = &b, q[2] = {next(), next() * 0 + 5}, c = *p++ + a;
    struct { int x, y; } u = {next(), 3}, v = u, *w = &v;
    struct node x = {&x, next(), {[1] = next()}}, y = {.value = next() + 1, .next = &x};
    struct node *h = keep(malloc(sizeof *h)), z = {init(&z, 4), next(), {1, 2}};
    enum { RED, GREEN } color = next() % 2 ? RED : GREEN, other = color;
    int vla[next()][a++], *r = vla[0];
    char text[] = "abc", more[8] = "de";
    static int hidden = 7, seen = 8;
    double d = (n > 3) ? next() : 0.25, e = d++;
    memset(vla, 0, sizeof vla);
    h->value = sizeof vla / sizeof *r % 100;
    printf("%d %d %d %d %d %d %d\n", a, b, *(p - 1), q[0], q[1], c, w->x + w->y);
    printf("%d %d %d %d\n", x.next->value, x.more[1], y.next == &x, y.value);
    printf("%d %d %d %d %d\n", h->value, z.next == &z, z.value, color == other, *r);
    printf("%s %s %d %d %g %g %d\n", text, more, hidden++, seen--, d, e, n);
    free(h);
    return 0;
}
