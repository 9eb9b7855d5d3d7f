#!/usr/bin/env python3
"""structs.py SEED - a random program of structs: copied whole, passed and returned by value, chosen,
made by literals, reached through pointers, with pointers inside that lead to active storage."""
import random
import sys

OBJECTS = ["a", "b", "c", "arr[i % 3]", "arr[1]", "*p", "*q", "g", "st.in", "st.list[i % 2]"]

PROGRAM = """/* Random structs, seed %d. */
#include <math.h>
#include "check.h"

typedef struct { double x, v[2]; int k; double y, *at; } T;
typedef struct { T in, list[2]; int n; } U;

static T mix(T a, double k)
{
    a.x = a.x * 0.5 + k * 0.3;
    if (a.y > 0.5)
        return a;
    a.v[a.k %% 2 ? 1 : 0] *= k;
    a.y = sin(a.x);
    return a;
}

static T join(const T *a, const T *b)
{
    T r = *a;
    r.x = 0.5 * b->y;
    r.v[1] = a->v[0] * b->v[1] * 0.5;
    r.at = b->at;
    r.y = *a->at;
    return r;
}

static double tail(T *a)
{
    a->x *= 0.8;
    return a->y;
}

static T loop(T a, int n)
{
    for (int i = 0; i < n %% 3; i++) {
        a.y = 0.7 * tail(&a);
        if (a.x < 0.0)
            break;
        a.v[i %% 2] += 0.3 * a.x;
        *a.at *= 0.9;
    }
    return a;
}

static void swap(T *a, T *b)
{
    T t = *a;
    *a = *b;
    t.x = 0.6 * t.y + 0.1 * b->x;
    *b = t;
}

ADCC_ADJOINT()
ADCC_TANGENT()
double f(int n, double *x)
{
    T a = {x[0], {x[1], x[2]}, 1, x[3], x}, b = {x[4], {x[5], 0.5}, 2, x[6], x + 4}, c = a;
    T arr[3] = {a, b, {x[7], {x[0], x[1]}, 0, 1.0, &x[7]}}, g = {.at = x + 3}, *p = &a, *q = arr;
    U st = {b, {a, c}, 1}, st2 = st;
    double total = 0.0;
    for (int i = 0; i < n; i++) {
%s    }
    total += mix(a, 0.1).x + join(&a, &b).y + loop(a, n).x;
    swap(&a, &b);
    x[0] = a.x + b.y * c.v[0] + arr[2].x + g.y + st.in.x * st.list[1].y + st2.in.v[1];
    return total + *a.at + *arr[1].at + arr[0].x * arr[1].y + p->v[1] * q->y;
}

double f_d(int n, double *x, double *x_d, double *return_d);
double f_b(int n, double *x, double *x_b, double return_b);

int main(void)
{
    for (int n = 1; n < 4; n++) {
        INOUT(double, x, [8], 0.2, 0.9);
        RETURNS(double);
        check_tolerance(1e-9, 1e-3);
        CHECK(ret = f(n, x), ret = f_d(n, x, x_d, &ret_d), ret = f_b(n, x, x_b, ret_b));
    }
    return check_status();
}
"""


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed

    def choose(self, *options):
        """One of several functions that make text."""
        return self.random.choice(options)()

    def object(self):
        return self.random.choice(OBJECTS)

    def member(self, name):
        o = self.object()
        return (f"({o})" if o[0] == "*" else o) + "." + name

    def leaf(self):
        return self.member(self.random.choice(["x", "y", "v[0]", "v[1]", "v[i % 2]"]))

    def address(self):
        o = self.object()
        return o[1:] if o[0] == "*" else "&" + o

    def real(self, depth=0):
        if depth > 2 or self.random.random() < 0.5:
            return self.leaf()
        inner = lambda: self.real(depth + 1)
        return self.choose(lambda: f"{self.random.uniform(-1, 1):.2f}",
                           lambda: f"sin({inner()})",
                           lambda: f"0.5 * {inner()} * {inner()}",
                           lambda: f"({inner()} + {inner()}) * 0.5",
                           lambda: f"*{self.member('at')}",
                           lambda: f"x[{self.random.randrange(8)}]")

    def struct(self, depth=0):
        if depth > 2 or self.random.random() < 0.35:
            return self.object()
        inner = lambda: self.struct(depth + 1)
        real = lambda: self.real(1)
        return self.choose(lambda: f"mix({inner()}, {real()})",
                           lambda: f"(T){{{real()}, {{{real()}, {real()}}}, i, {real()}, x + i}}",
                           lambda: f"(T){{.y = {real()}, .x = {real()}, .at = &x[2]}}",
                           lambda: f"({self.leaf()} > 0.1 ? {inner()} : {inner()})",
                           lambda: f"join({self.address()}, {self.address()})",
                           lambda: f"loop({inner()}, i)")

    def pointer(self):
        return self.choose(lambda: self.member("at"),
                           lambda: f"x + {self.random.randrange(8)}",
                           lambda: f"&{self.member('v[1]')}")

    def simple(self):
        name = self.random.choice(["p", "q"])
        return self.choose(lambda: f"{self.object()} = {self.struct()};",
                           lambda: f"{self.object()} = {self.object()} = {self.struct()};",
                           lambda: f"{self.leaf()} = 0.7 * {self.real(1)};",
                           lambda: f"{self.leaf()} *= 0.7 * {self.real(1)};",
                           lambda: f"{name} = {self.address()};",
                           lambda: f"swap({self.address()}, {self.address()});",
                           lambda: f"total += {self.real()};",
                           lambda: f"{self.member('at')} = {self.pointer()};",
                           lambda: f"*{self.member('at')} *= 0.7 * {self.real(1)};",
                           lambda: "st2 = st;",
                           lambda: "st.in = st2.list[0];")

    def nested(self, depth, pad):
        body = "".join(self.statement(depth + 1) for _ in range(self.random.randint(1, 4)))
        jump = self.random.choice(["break", "continue", "return total"])
        limit = self.random.choice(["2", "n", "3"])
        return self.choose(
            lambda: f"{pad}if ({self.leaf()} > {self.real(2)}) {{\n{body}{pad}}}\n",
            lambda: f"{pad}if ({self.leaf()} > 0.6)\n{pad}    {jump};\n",
            lambda: f"{pad}{{\n{pad}    T l{depth} = {self.struct()};\n{body}{pad}    l{depth}.x *= 0.9;\n"
                    f"{pad}    total += l{depth}.x + *l{depth}.at;\n{pad}}}\n",
            lambda: f"{pad}for (int j{depth} = 0; j{depth} < {limit}; j{depth}++) {{\n{body}{pad}}}\n")

    def statement(self, depth):
        pad = "    " * (depth + 1)
        if depth < 4 and self.random.random() < 0.25:
            return self.nested(depth, pad)
        return f"{pad}{self.simple()}\n"

    def text(self):
        body = "".join(self.statement(1) for _ in range(self.random.randint(4, 10)))
        return PROGRAM.replace("%s", "\0").replace("%d", str(self.seed), 1).replace("%%", "%").replace("\0", body)


print(Program(int(sys.argv[1])).text(), end="")
