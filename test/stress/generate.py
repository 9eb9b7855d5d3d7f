#!/usr/bin/env python3
"""generate.py SEED - a random C function and its checks, on standard output.

Loops of every shape, jumps, switches, calls, recursion, aliased pointers, overwritten scalars,
elements, indices and bounds.  Values stay between about -3 and 3 whatever happens, indices stay
inside their arrays, and loops end, so that every program is one that must be differentiated exactly.
Difference quotients are checked where no branch depends on an active value.
"""
import random
import sys

SIZE = 8  # of every array; pointers may be 4 elements in


class Program:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.reals = ["t"]
        self.ints = ["n"]
        self.arrays = ["x", "y", "p"]
        self.writable = ["x", "y"]
        self.loops = 0
        self.counters = []      # of the loops around: read only
        self.scope = {"a", "b", "t"}  # names declared in this block that may hide others
        self.in_loop = self.in_switch = False
        self.callees = []
        self.top = False        # is it f that is written?
        self.smooth = self.r.random() < 0.5
        self.type = self.r.choice(["double"] * 6 + ["long double", "float"])  # of local variables
        self.budget = 0
        self.names = 0
        self.can_return = "double"

    def pick(self, *choices):
        return self.r.choice(choices)

    def chance(self, p):
        return self.r.random() < p

    # ------------------------------------------------------------ expressions

    def integer(self):
        names = self.ints + self.counters + ["mode"]
        return self.pick(str(self.r.randrange(4)), self.r.choice(names), self.r.choice(names))

    def index(self):
        """An index from 0 to 3."""
        i = self.pick(self.integer(), f"{self.integer()} + {self.integer()}", f"{self.integer()} * 3 + 1")
        if i.isdigit():
            return i
        return f"({i}) & 3"

    def element(self, arrays=None):
        a = self.r.choice(arrays or self.arrays)
        if self.chance(0.15):
            return f"*({a} + ({self.index()}))"
        return f"{a}[{self.index()}]"

    def leaf(self):
        if self.chance(0.12):
            return self.pick("0.5", "1.25", "(-0.75)", "0.3", f"table[{self.integer()} & 1][{self.index()}]")
        return self.r.choice(self.reals) if self.chance(0.55) else self.element()

    def bounded(self, depth=0):
        """A value in about [-1, 1]."""
        if depth > 2:
            return f"sin({self.leaf()})"
        a, b = self.leaf(), self.leaf()
        return self.pick(f"sin({a})", f"cos({a} * {b})", f"tanh({a} + {b})", f"{a} / (1 + {a} * {a})",
                         f"0.3 * sin({a}) * {self.bounded(depth + 1)}", f"exp(-({a} * {a}))",
                         f"sin({a} + {self.bounded(depth + 1)})", f"1 / (1.5 + {b} * {b})",
                         f"({self.condition()} ? {self.bounded(depth + 1)} : 0.5 * cos({b}))",
                         self.call() if depth < 2 and self.pure() else f"atan({a}) * 0.6")

    def pure(self):
        """Callees without side effects: their order does not matter."""
        return [c for c in self.callees if c[1] != "write"]

    def call(self, write=False):
        name, kind = self.r.choice([c for c in self.callees if c[1] == "write"] if write else self.pure())
        args = {"scalar": lambda: f"{self.leaf()}, {self.leaf()}",
                "array": lambda: f"{self.integer()} & 3, {self.r.choice(self.arrays)}, {self.leaf()}",
                "write": lambda: f"{self.r.choice(self.writable)}, {self.r.choice(self.arrays)}, {self.integer()}",
                "recursive": lambda: f"{self.integer()} & 3, {self.leaf()}"}[kind]
        return f"0.5 * {name}({args()})"

    def call_with_effects(self):
        if any(kind == "write" for _, kind in self.callees):
            return [f"{self.r.choice(self.reals)} = {self.call(write=True)};"]
        return [self.assign()]

    def condition(self):
        if not self.smooth and self.chance(0.4):
            return f"{self.leaf()} {self.pick('>', '<')} {self.pick('0.1', '0.4', self.leaf())}"
        i = self.integer()
        return self.pick(f"{i} > 1", f"{i} % 2", f"{i} != {self.integer()}", f"({i} & 1) == 0 && {self.integer()} < 3",
                         f"!({i} % 3) || {self.integer()} == 2")

    # ------------------------------------------------------------- statements

    def target(self):
        return self.r.choice(self.reals) if self.chance(0.5) else self.element(self.writable)

    def assign(self):
        v = self.target()
        e = self.bounded()
        return self.pick(f"{v} = {e};", f"{v} = {e};", f"{v} = 0.5 * {v} + 0.4 * {e};", f"{v} += 0.1 * {e};",
                         f"{v} *= 0.9 * cos({self.leaf()});", f"{v} -= 0.1 * {e};", f"{v} /= 1.6 + 0.5 * {e};",
                         f"{v} = 0.8 * {self.leaf()};", f"{v} = {v} * {v} * 0.3;", self.effects(v, e))

    def effects(self, v, e):
        """Assignments within assignments, indices that change, comma, && with effects."""
        w, k = self.target(), self.r.choice(self.ints)
        a = self.r.choice(self.writable)
        return self.pick(f"{self.r.choice(self.reals)} = {self.r.choice(self.writable)}[1] = {e};",
                         f"{a}[{k}++ & 3] = {e};" if k not in e else f"{w} = {e};",
                         f"{k} = 2, {v} = {e};", f"if (({k} = {self.integer()}) > 1 && ({v} = {e}) < 5)\n    {k}++;",
                         f"{v} = {self.condition()} ? ({w} = {e}) : ({w} *= 0.5);" if v != w else f"{w} = {e};")

    def passive(self):
        v = self.r.choice(self.ints + (["mode"] if self.top else []))
        return self.pick(f"{v} = ({v} + {self.integer()}) & 7;", f"{v}++;", f"{v} = {self.integer()};",
                         f"{v} ^= {self.integer()};", f"{v} = ({self.integer()} * 2 + 1) & 7;")

    def block(self, depth, lines=None):
        """Statements in braces, with declarations of their own."""
        state = (self.reals[:], self.ints[:], self.arrays[:], self.writable[:], self.scope)
        self.scope = set()
        out = ["{"]
        for _ in range(lines or self.r.randrange(1, 4)):
            out += ["    " + s for s in self.statement(depth + 1)]
        self.reals, self.ints, self.arrays, self.writable, self.scope = state
        return out + ["}"]

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def declare(self):
        k = self.r.randrange(5)
        if k == 0:
            v = self.name("s")
            text = f"{self.type} {v} = {self.bounded()};"
            self.reals.append(v)
        elif k == 1:
            v = self.name("w")
            text = f"double {v}[{SIZE}] = {{{self.leaf()}, {self.leaf()}}};"
            self.arrays.append(v)
            self.writable.append(v)
        elif k == 2:
            v = self.name("q")
            base = self.r.choice(self.base)
            text = self.pick(f"double *{v} = {base} + ({self.index()});",
                             f"double *{v} = {self.condition()} ? {base} : {self.r.choice(self.base)};",
                             f"double *{v} = &{base}[{self.index()}];")
            self.arrays.append(v)
            self.writable.append(v)
        elif k == 3:
            v = self.name("k")
            text = f"int {v} = {self.index()};"
            self.ints.append(v)
        else:
            v = self.pick("a", "b", "t")  # hides the outer one
            if v in self.scope:
                return [self.assign()]
            self.scope.add(v)
            text = f"double {v} = {self.pick('0.4', '0.2 * ' + self.ints[0], self.arrays[-1] + '[1]')};"
            if v not in self.reals:
                self.reals.append(v)
        return [text]

    def loop(self, depth):
        self.loops += 1
        i = self.name("i")
        n = self.r.randrange(0, 5)
        heads = [f"for (int {i} = 0; {i} < {n}; {i}++)", f"for (int {i} = {n}; {i} >= 0; {i}--)",
                 f"for (int {i} = {self.index()}; {i} <= 4; {i} += 2)", f"for (unsigned {i} = 0; {i} != {n}; ++{i})",
                 f"for (int {i} = 0; {i} < ({self.index()}); {i}++)", f"for (long {i} = 3; {i}-- > 0;)",
                 f"for (int {i} = 0; {i} < 5 && ({self.condition()}); {i}++)"]
        kind = self.r.randrange(4)
        saved = self.in_loop, self.in_switch, self.counters[:]
        self.in_loop, self.in_switch = True, False
        self.counters.append(i)
        if kind < 2:
            out = [self.r.choice(heads)]
            body = self.block(depth)
        else:
            out = [f"int {i} = 0;", f"while ({i} < {n})" if kind == 2 else "do"]
            body = self.block(depth)
            body.insert(1, f"    {i}++;")
        self.in_loop, self.in_switch, self.counters = saved
        out[-1] += " {"
        out += body[1:]
        if kind == 3:
            out[-1] = f"}} while ({i} < {n});"
        if kind >= 2:
            out = ["{"] + ["    " + s for s in out] + ["}"]
        return out

    def switch(self, depth):
        saved = self.in_switch
        self.in_switch = True
        out = [f"switch ({self.index()}) {{"]
        cases = self.r.sample(["case 0:", "case 1:", "case 2:", "case 3:", "default:"], self.r.randrange(1, 5))
        for k, case in enumerate(cases):
            out.append(case)
            out += self.block(depth)
            if self.chance(0.6):
                out.append("    break;")
            elif k + 1 < len(cases):
                out.append("    /* fall through */")
        self.in_switch = saved
        return out + ["}"]

    def branch(self, depth):
        out = [f"if ({self.condition()}) {{"] + self.block(depth)[1:]
        if self.chance(0.5):
            out[-1] = "} else {"
            out += self.block(depth)[1:]
        return out

    def jump(self):
        choices = []
        if self.in_loop:
            choices += ["continue;"]
        if self.in_loop and not self.in_switch:
            choices += ["break;", "break;"]
        choices += [f"return {self.bounded()};"]
        return [f"if ({self.condition()})", "    " + self.r.choice(choices)]

    def statement(self, depth):
        self.budget -= 1
        k = self.r.random()
        if self.budget < 0 or depth > 4 or k < 0.42:
            return [self.assign()]
        if k < 0.47:
            return self.call_with_effects()
        if k < 0.52:
            return [self.passive()]
        if k < 0.62:
            return self.declare()
        if k < 0.75:
            return self.loop(depth) if self.loops < 7 and depth < 4 else [self.assign()]
        if k < 0.86:
            return self.branch(depth)
        if k < 0.91:
            return self.switch(depth)
        if k < 0.95:
            return self.jump()
        if k < 0.97 and len(self.base) > 1:
            a, b = self.r.sample(self.base, 2)
            return ["{", f"    double *swap = {a};", f"    {a} = {b};", f"    {b} = swap;", "}"] if self.swaps else \
                   [self.assign()]
        return self.block(depth)

    # -------------------------------------------------------------- functions

    def callee(self, number):
        kind = self.pick("scalar", "array", "write", "recursive")
        name = f"g{number}"
        head = {"scalar": f"static double {name}(double a, double b)",
                "array": f"static double {name}(int n, const double *p, double t)",
                "write": f"static double {name}(double *x, const double *p, int n)",
                "recursive": f"static double {name}(int n, double t)"}[kind]
        state = self.reals, self.ints, self.arrays, self.writable, self.callees
        self.reals = {"scalar": ["a", "b"], "array": ["t"], "write": ["c"], "recursive": ["t"]}[kind]
        self.ints = ["m"] if kind == "scalar" else ["n"]
        local = "w0"
        self.arrays = [local] + {"array": ["p"], "write": ["x", "p"]}.get(kind, [])
        self.writable = [local] + {"write": ["x"]}.get(kind, [])
        self.base = [local]
        self.swaps = False
        self.budget = self.r.randrange(3, 9)
        self.counters, self.in_loop, self.in_switch = [], False, False
        if kind == "recursive":
            self.callees = self.callees + []
        out = [head, "{"]
        out.append(f"    double {local}[{SIZE}] = {{0.5, -0.25, 1}};")
        if kind == "scalar":
            out.append("    int m = 1;")
        if kind == "write":
            out.append("    double c = 0.5;")
        if kind == "recursive":
            out.append("    if (n <= 0)")
            out.append("        return t * 0.5;")
            out.append(f"    t = 0.7 * {name}(n - 1, sin(t)) + 0.2 * t;")
        for _ in range(self.r.randrange(2, 5)):
            out += ["    " + s for s in self.statement(1)]
        out.append("    return " + self.bounded() + ";")
        self.reals, self.ints, self.arrays, self.writable, self.callees = state
        self.callees = self.callees + [(name, kind)]
        return out + ["}", ""]

    def tolerance(self):
        if self.type == "float":
            return "1e-4, 0"
        return "1e-11, 1e-5" if self.smooth else "1e-11, 0"

    def text(self):
        out = ["/* A random program. */", "#include <math.h>", '#include "check.h"', "",
               "int mode;", "const double table[2][4] = {{1, 0.5}, {-1, 0.25, 2}};", ""]
        for k in range(self.r.randrange(0, 4)):
            out += self.callee(k)
        self.reals, self.ints = ["t", "a", "b"], ["n", "m"]
        self.arrays, self.writable, self.base = ["x", "y", "p", "u"], ["x", "y", "u"], ["x", "y"]
        self.swaps = self.chance(0.3)
        self.budget = self.r.randrange(8, 30)
        self.counters, self.in_loop, self.in_switch, self.top = [], False, False, True
        out += ["ADCC_ADJOINT(wrt(x, y, p, t), of(return, x, y))", "ADCC_TANGENT(wrt(x, y, p, t), of(return, x, y))",
                "double f(int n, double *x, double *y, const double *p, double t)", "{",
                f"    double a = t * 0.5, b = p[2], u[{SIZE}] = {{a, b, 0.5}};", "    int m = 3;", ""]
        for _ in range(self.r.randrange(4, 9)):
            out += ["    " + s for s in self.statement(0)]
        out += [f"    return {self.bounded()} + a * b + u[m & 3];", "}", ""]
        out += ["double f_d(int n, double *x, double *x_d, double *y, double *y_d, const double *p, const double *p_d,",
                "           double t, double t_d, double *return_d);",
                "double f_b(int n, double *x, double *x_b, double *y, double *y_b, const double *p, double *p_b,",
                "           double t, double *t_b, double return_b);", "", "int main(void)", "{",
                "    for (int n = 0; n < 4; n++) {"]
        for v, role in [("x", "INOUT"), ("y", "INOUT"), ("p", "IN")]:
            out.append(f"        {role}(double, {v}, [{SIZE}], -1, 1);")
        out += ["        IN(double, t, , -1, 1);", "        RETURNS(double);",
                "        mode = n;", "        BYTES(mode);",
                f"        check_tolerance({self.tolerance()});",
                "        CHECK(ret = f(n, x, y, p, t), ret = f_d(n, x, x_d, y, y_d, p, p_d, t, t_d, &ret_d),",
                "              ret = f_b(n, x, x_b, y, y_b, p, p_b, t, &t_b, ret_b));", "    }",
                "    return check_status();", "}"]
        return "\n".join(out)


print(Program(int(sys.argv[1])).text())
