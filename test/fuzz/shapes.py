"""shapes.py - what random programs (program.py) are made of besides plain statements.

Each st_NAME gives the lines of a statement, each fn_KIND those of a function.  Many are what an optimisation
of adcc looks for (work arrays that an iteration fills before it reads them, sums, values that cost much,
leaf calls), or nearly that: filled in part, read before, kept after the loop, indexed otherwise.
"""
import contextlib

from program import Base, SIZE


class Calls(Base):
    """Functions, and calls of them."""

    def parameters(self, reals=(), ro=(), rw=(), ints=()):
        self.env.reals += list(reals)
        self.env.targets += list(reals)
        self.env.ro += list(ro) + list(rw)
        self.env.rw += list(rw)
        self.env.ints += list(ints)

    def with_local(self):
        """A local array, for functions that would have none."""
        w = self.name("w")
        self.new_array(w)
        return ["%s %s[%d] = {0.5, -0.25, 1};" % (self.R, w, SIZE)]

    def fn_scalar(self, name):
        with self.function("real", self.r.randrange(2, 6)):
            self.parameters(["a", "b"], ints=["m"])
            lines = ["int m = 1;"] + (self.with_local() if self.chance(0.3) or not self.env.ro else [])
            lines += self.some(1, self.r.randrange(1, 4)) + [self.leave()]
        return self.finish("static %s %s(%s a, %s b)" % (self.R, name, self.R, self.R), lines)

    def fn_array(self, name):
        with self.function("real", self.r.randrange(2, 6)):
            self.parameters(["t"], ro=["p"], ints=["n"])
            lines = self.some(1, self.r.randrange(1, 4)) + [self.leave()]
        return self.finish("static %s %s(int n, const %s *p, %s t)" % (self.R, name, self.R, self.R), lines)

    def fn_sum(self, name):
        """A leaf: a sum over an array."""
        e = self.pick("w[i] * w[i]", "sin(w[i])", "w[i] * w[i + 4]", "w[7 - i] * c")
        head = "static %s %s(int n, const %s *w, %s c)" % (self.R, name, self.R, self.R)
        value = self.pick("s" if "sin" in e else "tanh(s)", "sin(s)", "s / (1 + s * s) * sin(c)")
        return self.finish(head, ["%s s = %s;" % (self.R, self.pick("0", "c", "0.1")), "for (int i = 0; i < (n & 3) + 1; i++)",
                                  "    s += 0.1 * %s;" % e, "return %s;" % value])

    def fn_fill(self, name):
        """Sets all elements of w, or only says so."""
        full = name in self.full
        head = "static void %s(%s *w, %s a, int n)" % (name, self.R, self.R)
        e = self.pick("sin(a + i)", "0.5 * a", "cos(a * i)")
        loop = ["for (int i = 0; i < %s; i++)" % ("8" if full else self.pick("n", "4", "(n & 3)")), "    w[i] = %s;" % e]
        if not full and self.chance(0.3):
            loop = ["if (n > 1)", "    return;"] + loop
        if not full and self.chance(0.3):
            loop = ["w[0] = 0.5 * w[0] + %s;" % e.replace("+ i", "+ n").replace("* i", "* n")] + loop
        return self.finish(head, loop)

    def fn_write(self, name):
        with self.function("real", self.r.randrange(3, 8)):
            self.parameters(["c"], ro=["p"], rw=["x"], ints=["n"])
            lines = ["%s c = 0.5;" % self.R] + self.some(1, self.r.randrange(2, 4)) + [self.leave()]
        return self.finish("static %s %s(%s *x, const %s *p, int n)" % (self.R, name, self.R, self.R), lines)

    def fn_out(self, name):
        with self.function("void", self.r.randrange(2, 6)):
            self.parameters(["a", "*out"], rw=[], ro=["z"], ints=["n"])
            lines = self.some(1, self.r.randrange(1, 4))
            if self.chance(0.5):
                lines.append("*out = 0.5 * *out + 0.3 * %s;" % self.bounded())
        return self.finish("static void %s(int n, %s a, const %s *z, %s *out)" % (name, self.R, self.R, self.R), lines)

    def fn_rec(self, name):
        with self.function("real", self.r.randrange(2, 5)):
            self.parameters(["t"])
            self.env.counters.append("n")
            lines = self.with_local() + ["if (n <= 0)", "    return t * 0.5;"] + self.some(1, 1)
            lines.append("t = 0.7 * %s(n - 1, sin(t)) + 0.2 * t;" % name)
            lines += self.some(1, self.r.randrange(0, 3)) + [self.leave()]
        return self.finish("static %s %s(int n, %s t)" % (self.R, name, self.R), lines)

    def fn_deep(self, name):
        """Recursion that changes an array, and another function in turn."""
        other = name.replace("g", "h", 1)
        proto = "static %s %%s(int n, %s *x, %s t)" % (self.R, self.R, self.R)
        with self.function("real", self.r.randrange(2, 5)):
            self.parameters(["t"], rw=["x"])
            self.env.counters.append("n")
            lines = ["if (n <= 0)", "    return x[0] * 0.5;"] + self.some(1, 1)
            lines += ["t += 0.5 * %s(n - 1, x%s, 0.5 * t);" % (other, self.pick("", "", " + (n & 1)") if False else "")]
            lines += self.some(1, 1) + [self.leave()]
        second = self.finish(proto % other, ["x[n & 3] *= 0.8;", "return %s(n - %d, x, cos(t));" % (name, self.pick(1, 2))])
        return [proto % other + ";"] + self.finish(proto % name, lines) + second

    def fn_pair(self, name):
        """Works on two pieces of memory that may overlap."""
        with self.function("void", self.r.randrange(2, 6)):
            self.parameters(["c"], rw=["a", "b"], ints=["n"])
            self.env.targets += ["a[0]", "b[1]"]
            lines = ["%s c = 0.4;" % self.R] + self.some(1, self.r.randrange(2, 4))
            lines += self.pick([], ["for (int i = 0; i < 3; i++)", "    a[i] = 0.5 * a[i] + 0.3 * sin(b[i + %d]);" % self.r.randrange(2)],
                               ["for (int i = 3; i > 0; i--)", "    a[i] = cos(b[i - 1]) * a[i];"])
        return self.finish("static void %s(%s *a, %s *b, int n)" % (name, self.R, self.R), lines)

    def call_pure(self, kind):
        name = self.callee(kind)
        if not name:
            return "sin(%s)" % self.leaf()
        args = {"scalar": lambda: "%s, %s" % (self.leaf(), self.leaf()),
                "array": lambda: "%s & 3, %s, %s" % (self.integer(), self.r.choice(self.env.ro), self.leaf()),
                "rec": lambda: "%s & 3, %s" % (self.integer(), self.leaf())}[kind]
        return "0.5 * %s(%s)" % (name, args())

    def local_target(self):
        return self.r.choice([v for v in self.env.targets if v.isidentifier() and not v.startswith("G")])

    def st_call(self, depth):
        kind = self.pick("write", "out", "deep")
        if not self.env.rw or not any(v.isidentifier() and not v.startswith("G") for v in self.env.targets):
            return self.st_assign(depth)
        name = self.callee(kind)
        if not name:
            return self.st_assign(depth)
        w, p = self.r.choice(self.env.rw), self.r.choice(self.env.ro)
        if kind == "out":
            out = self.pick("&" + self.local_target(), "&%s[%s]" % (w, self.index()))
            return ["%s(%s, %s, %s, %s);" % (name, self.index(), self.leaf(), p, out)]
        if kind == "deep":
            return ["%s = 0.5 * %s(%s, %s, %s);" % (self.local_target(), name, self.index(), w, self.leaf())]
        return ["%s = 0.5 * %s(%s, %s, %s);" % (self.local_target(), name, w, p, self.index())]

    def st_alias(self, depth):
        name = self.callee("pair")
        if not name or not self.env.wbases:
            return self.st_assign(depth)
        a = self.r.choice(self.env.wbases)
        b = self.r.choice([a, a, self.r.choice(self.env.rw)])
        return ["%s(%s, %s, %s);" % (name, self.pick(a, a + " + 1", "&%s[%s]" % (a, self.index())),
                                     self.pick(b, b, a + " + 1"), self.index())]

    def st_leaf(self, depth):
        """The value of a leaf call is used at once, or later."""
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        name = self.callee("sum") if self.chance(0.6) else None
        i, t, s = self.name("i"), self.name("v"), self.local_target()
        w = self.r.choice(self.env.bases)
        if name:
            call = "%s(%s, %s, %s)" % (name, self.pick(i, self.index()), w, self.leaf())
        else:
            name = self.callee("scalar")
            if not name:
                return self.st_assign(depth)
            call = "%s(%s[%s & 3], %s)" % (name, w, i, self.leaf())
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(i)
            self.env.reals.append(t)
            between = self.some(depth + 1, self.r.choice([0, 0, 1]))
            use = self.pick("%s += 0.2 * %s;" % (s, t), "%s = 0.5 * %s + 0.3 * %s * %s;" % (s, s, t, s),
                            "%s[%s & 3] %s 0.5 * %s;" % (self.r.choice(self.env.rw), i, self.pick("=", "+="), t))
            after = self.some(depth + 1, self.r.choice([0, 0, 1]))
        return ["for (int %s = 0; %s < %d; %s++) {" % (i, i, self.r.randrange(1, 4), i), "    %s %s = %s;" % (self.R, t, call)] + \
            ["    " + line for line in between + [use] + after] + ["}"]

    # Functions by pointer.

    def fn_unary(self, name):
        e = self.pick("sin(a)", "a * cos(a)", "0.5 * a * a / (1 + a * a)", "tanh(0.7 * a) + 0.1", "0.3 * a")
        return self.finish("static %s %s(%s a)" % (self.R, name, self.R), ["return %s;" % e])

    def fn_apply(self, name):
        head = "static %s %s(%s (*h)(%s), %s a, int n)" % (self.R, name, self.R, self.R, self.R)
        return self.finish(head, ["for (int i = 0; i < (n & 3); i++)", "    a = 0.8 * h(a)%s;" % self.pick("", " + 0.1 * h(0.5 * a)"),
                                  "return a;"])

    def fn_context(self, name):
        with self.function("real", 4):
            self.parameters(["a"], rw=["c"])
            lines = ["%s *c = context;" % self.R] + self.some(1, self.r.randrange(1, 3)) + [self.leave()]
        return self.finish("static %s %s(%s a, void *context)" % (self.R, name, self.R), lines)

    def fn_with(self, name):
        head = "static %s %s(%s (*h)(%s, void *), %s a, void *context)" % (self.R, name, self.R, self.R, self.R)
        return self.finish(head, ["for (int i = 0; i < %d; i++)" % self.r.randrange(1, 4), "    a = 0.7 * h(a, context);", "return a;"])

    def fn_chooser(self, name):
        a, b = self.callee("unary"), self.callee("unary")
        proto = "static %s (*%s(int n))(%s)" % (self.R, name, self.R)
        return self.finish(proto, ["return n & 1 ? %s : %s;" % (a, b)])

    def st_pointer_call(self, depth):
        g, h, k = self.callee("unary"), self.callee("unary"), self.name("h")
        v, R = self.local_target(), self.R
        if not g or not h:
            return self.st_assign(depth)

        def table():
            name = "table%s%s" % (self.name(""), self.tag)
            self.functions.append("static %s (*const %s[2])(%s) = {%s, %s};" % (R, name, R, g, h))
            return ["%s = 0.7 * %s[%s & 1](%s);" % (v, name, self.integer(), self.leaf())]

        def variable():
            with self.scope():
                inner = self.some(depth + 1, 1)
            return ["{", "    %s (*%s)(%s) = %s;" % (R, k, R, g), "    if (%s)" % self.condition(), "        %s = %s;" % (k, h)] + \
                ["    " + s for s in inner] + ["    %s = 0.7 * %s(%s);" % (v, k, self.leaf()), "}"]

        def member():
            return ["{", "    struct { %s (*go)(%s); %s k; } %s = {%s ? %s : %s, %s};" % (R, R, R, k, self.condition(), g, h, self.leaf()),
                    "    %s = 0.5 * %s.go(%s.k);" % (v, k, k), "}"]

        def parameter():
            name = self.callee("apply")
            return ["%s = 0.5 * %s(%s, %s, %s);" % (v, name, self.pick(g, h, "%s ? %s : %s" % (self.condition(), g, h)), self.leaf(),
                                                     self.index())] if name else table()

        def context():
            user, name = self.callee("context"), self.callee("with")
            return ["%s = 0.5 * %s(%s, %s, %s);" % (v, name, user, self.leaf(), self.r.choice(self.env.rw))] if user and name and self.env.rw else table()

        def chosen():
            name = self.callee("chooser")
            return ["%s = 0.5 * %s(%s)(%s);" % (v, name, self.index(), self.leaf())] if name else table()
        return self.one(table, variable, member, parameter, context, chosen)

    def fn_va(self, name):
        arg = "va_arg(l, %s)" % ("double" if self.R == "float" else self.R)
        head = "static %s %s(int n, ...)" % (self.R, name)
        return self.finish(head, ["va_list l;", "%s s = 0.1;" % self.R, "va_start(l, n);", "for (int i = 0; i < n; i++)",
                                  "    s = 0.5 * s + %s;" % self.pick("0.4 * %s" % arg, "sin(%s)" % arg), "va_end(l);", "return s;"])

    def st_varargs(self, depth):
        name = self.callee("va") if self.R != "long double" else None
        if not name:
            return self.st_assign(depth)
        n = self.r.randrange(1, 4) # a function that no call gives any cannot be differentiated
        cast = "(%s)" % ("double" if self.R == "float" else self.R)
        return ["%s = 0.5 * %s(%s);" % (self.local_target(), name, ", ".join([str(n)] + ["%s(%s)" % (cast, self.leaf()) for _ in range(n)]))]

    def st_effects(self, depth):
        """Assignments within expressions, whose order C fixes."""
        plain = [v for v in self.env.targets if v.isidentifier()]
        if not plain or not self.env.ints or not self.env.rw:
            return self.st_assign(depth)
        v, w, k = self.r.choice(plain), self.r.choice(plain), self.r.choice(self.env.ints)
        a, e = self.r.choice(self.env.rw), self.bounded()
        return self.one(lambda: ["%s = %s[1] = %s;" % (v, a, e)],
                        lambda: ["%s[%s++ & 3] = %s;" % (a, k, "0.5 * " + self.r.choice(plain))],
                        lambda: ["%s = 2, %s = %s;" % (k, v, e)],
                        lambda: ["if ((%s = %d) > 1 && (%s = %s) < 5)" % (k, self.r.randrange(4), v, e), "    %s++;" % k],
                        lambda: ["%s = %s ? (%s = %s) : (%s *= 0.5);" % (v, self.condition(), w, e, w)] if v != w else ["%s = %s;" % (v, e)],
                        lambda: ["if (%s || (%s = 0.4 * %s) > 3)" % (self.condition(), v, e), "    %s = %s;" % (w, self.bounded())],
                        lambda: ["%s = (%s++, 0.6 * %s);" % (v, k, self.r.choice(plain))],
                        lambda: ["%s;" % " ? ".join([self.condition(), "(void)(%s = %s) : (void)(%s[2] = %s)" % (v, e, a, self.bounded())])])

    def st_gnu(self, depth):
        v, t = self.local_target(), self.name("e")
        e = self.bounded()
        with self.scope():
            self.new_real(t)
            inner = self.some(depth + 1, 1)
        if any("return" in s or "break" in s or "continue" in s or "goto" in s for s in inner):
            return self.st_assign(depth)
        return ["%s = 0.5 * ({ %s %s = %s; %s 0.5 * %s; });" % (v, self.R, t, e, " ".join(s.strip() for s in inner), t)
                if not any("/*" in s for s in inner) else "%s = %s;" % (v, e)]


class Loops(Calls):
    """What the optimisations for loops look for, and what only looks like it."""

    def st_work(self, depth):
        """A work array that iterations fill and use."""
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        w, i, j, s, n = self.name("w"), self.name("i"), self.name("j"), self.local_target(), self.r.randrange(0, 5)
        full = self.chance(0.5)
        keep = self.chance(0.3) and not full
        src = self.r.choice(self.env.bases)
        out = ["%s %s[%d]%s;" % (self.R, w, SIZE, "" if full else self.pick(" = {0}", " = {0.5, 0.25}"))]
        if not full and self.chance(0.3):
            out[0] = "%s %s[%d];" % (self.R, w, SIZE)
            out += self.fill(w, SIZE, depth)
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(i)
            with self.scope():
                self.env.counters.append(j)
                e = self.pick("sin(%s[%s & 3] + %s)" % (src, j, self.leaf()), self.bounded())
            loop = "for (int %s = %%s; %s < %%s; %s++)" % (j, j, j)
            if full:
                fill = self.pick(["%s" % loop % ("0", "8"), "    %s[%s] = %s;" % (w, j, e)],
                                 [loop % ("0", "4"), "    %s[%s] = %s;" % (w, j, e), loop % ("4", "8"), "    %s[%s] = 0.5 * %s[%s - 4];" % (w, j, w, j)],
                                 [loop % ("0", "8") + " {", "    if (%s)" % self.condition(), "        %s[%s] = %s;" % (w, j, e), "    else", "        %s[%s] = 0.3;" % (w, j), "}"],
                                 ["memcpy(%s, %s, 8 * sizeof *%s);" % (w, src, w)],
                                 ["memset(%s, 0, sizeof %s);" % (w, w), loop % ("0", "4"), "    %s[%s] += %s;" % (w, j, e)],
                                 ["for (int %s = 0; %s < 8; %s += 2) {" % (j, j, j), "    %s[%s] = %s;" % (w, j, e), "    %s[%s + 1] = 0.5 * %s[%s];" % (w, j, w, j), "}"],
                                 ["for (int %s = 7; %s >= 0; %s--)" % (j, j, j), "    %s[%s] = %s;" % (w, j, e)],
                                 self.call_fill(w, True))
            else:
                fill = self.pick([loop % ("0", "4"), "    %s[%s] = %s;" % (w, j, e)], [loop % ("1", "8"), "    %s[%s] = %s;" % (w, j, e)],
                                 [loop % ("0", "(%s)" % self.index()), "    %s[%s] = %s;" % (w, j, e)],
                                 [loop % ("0", "%s + 1" % i), "    %s[%s & 7] = %s;" % (w, j, e)],
                                 [loop % ("0", "8") + " {", "    if (%s)" % self.condition(), "        break;", "    %s[%s] = %s;" % (w, j, e), "}"],
                                 ["if (%s)" % self.condition(), "    %s" % loop % ("0", "8"), "        %s[%s] = %s;" % (w, j, e)],
                                 [loop % ("0", "7"), "    %s[%s] = 0.5 * %s[%s + 1] + 0.3 * %s;" % (w, j, w, j, e)],
                                 ["for (int %s = 0; %s < 8; %s += 2)" % (j, j, j), "    %s[%s] = %s;" % (w, j, e)],
                                 [loop % ("0", "8"), "    %s[%s ^ %s] = %s;" % (w, j, self.pick("1", "(%s & 1)" % i), e)],
                                 ["memcpy(%s, %s, %d * sizeof *%s);" % (w, src, self.r.randrange(8), w)],
                                 ["memset(%s, 0, (%s) * sizeof *%s);" % (w, self.pick("(%s & 3)" % i, "3"), w)],
                                 ["%s[%s] = %s;" % (w, self.index(i), e.replace(j, i))],
                                 self.call_fill(w, False))
            first = self.some(depth + 1, self.r.choice([0, 0, 1]))
            self.new_array(w)
            middle = self.some(depth + 1, self.r.choice([0, 0, 1])) if not keep else []
            k = self.index(i)
            use = self.pick([loop % ("0", self.pick("8", "4", i)), "    %s += 0.05 * %s[%s] * %s;" % (s, w, j, self.pick("%s[%s]" % (w, j), self.leaf()))],
                            ["%s += 0.1 * %s[%s] * %s[%s];" % (s, w, k, w, self.index())],
                            [loop % ("0", "4"), "    %s[%s] = 0.5 * %s[%s] + 0.3 * %s[%s + 1];" % (src if src in self.env.rw else w, j, src, j, w, j)],
                            ["%s = 0.5 * %s + 0.2 * sin(%s[%s]);" % (s, s, w, k)],
                            self.call_sum(s, w))
            body = (use + fill if keep else fill + middle + use) + self.some(depth + 1, self.r.choice([0, 0, 1]))
        head = self.pick("for (int %s = 0; %s < %d; %s++) {" % (i, i, n, i), "for (int %s = %d; %s > 0; %s--) {" % (i, n, i, i),
                         "for (int %s = 0; %s < (%s); %s++) {" % (i, i, self.index(), i))
        if self.chance(0.25) and full: # declared inside already
            out, first = [], out + first
        out += [head] + ["    " + t for t in first + body] + ["}"]
        if not full and self.chance(0.4):
            out.append("%s += 0.1 * %s[%s];" % (s, w, self.index()))
        return ["{"] + ["    " + t for t in out] + ["}"]

    full = frozenset()

    def call_fill(self, w, full):
        if self.level > 3:
            return ["memset(%s, 0, %s * sizeof *%s);" % (w, "8" if full else "3", w)]
        name = "g%s%s" % (self.name(""), self.tag)
        self.full = {name} if full else set()
        self.functions += self.fn_fill(name) + [""]
        return ["%s(%s, %s, %s);" % (name, w, self.leaf(), self.index())]

    def call_sum(self, s, w):
        name = self.callee("sum")
        return ["%s += 0.2 * %s(%s, %s, %s);" % (s, name, self.index(), w, self.leaf())] if name else ["%s += 0.1 * %s[2];" % (s, w)]

    def st_elements(self, depth):
        """Each iteration has an element of its own, or nearly."""
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        i, k, s = self.name("i"), self.name("k"), self.local_target()
        w = self.name("w") if self.chance(0.6) else None
        out = []
        if w:
            out.append("%s %s[%d] = {0};" % (self.R, w, SIZE))
        else:
            w = self.r.choice(self.env.wbases or self.env.rw)
            if w not in self.env.wbases:
                return self.st_assign(depth)
        at = lambda: self.pick(i, i, i, "%s + 1" % i, "%s & 1" % i, "7 - %s" % i, "(2 * %s) & 7" % i, "%s / 2" % i, "%s & 3" % k, "(%s + %s) & 7" % (i, k),
                               "%s[%s & 3]" % (k + "x", i))
        out += ["int %s = %s, %sx[4] = {%s};" % (k, self.index(), k, ", ".join(str(self.r.randrange(8)) for _ in range(4)))]
        with self.scope(), self.jumps(True, True):
            self.env.counters += [i, k]
            a, b = at(), at()
            parts = [["%s[%s] %s %s;" % (w, a, self.pick("=", "=", "= 0.5 * %s +" % self.leaf(), "+="), self.pick(self.bounded(), "%s[%s] * 0.7" % (self.r.choice(self.env.bases), i)))]]
            parts.append(self.block(depth) if self.chance(0.3) else self.st_assign(depth))
            parts.append(["%s += 0.1 * %s[%s] * %s[%s];" % (s, w, self.pick(a, a, b), w, self.pick(a, b))])
            if self.chance(0.3):
                parts.append(["%s[%s] *= cos(%s);" % (w, self.pick(a, b), s)])
            if self.chance(0.3):
                parts.append(["%s = (%s + 1) & 7;" % (k, k)])
            if self.chance(0.3):
                self.r.shuffle(parts)
            body = sum(parts, [])
        loop = ["for (int %s = 0; %s < %d; %s++) {" % (i, i, self.r.randrange(1, 7), i)] + ["    " + t for t in body] + ["}"]
        if self.chance(0.25):
            j = self.name("j")
            loop = ["for (int %s = 0; %s < %d; %s++) {" % (j, j, self.r.randrange(1, 3), j)] + ["    " + t for t in loop] + ["}"]
        return ["{"] + ["    " + t for t in out + loop] + ["}"]

    def st_sums(self, depth):
        """Iterations that have to do with one another through sums only, or nearly."""
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        i, s, t, s2 = self.name("i"), self.name("s"), self.name("v"), self.name("s")
        x = self.r.choice(self.env.bases)
        w = self.r.choice(self.env.rw)
        out = ["%s %s = %s, %s = 0.3;" % (self.R, s, self.pick("0", "0.1", self.leaf()), s2)]
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(i)
            u = self.leaf()
            body = ["%s %s = %s;" % (self.R, t, self.pick("sin(%s[%s])" % (x, i), "%s[%s] * %s" % (x, i, u), "exp(-(%s[%s] * %s))" % (x, i, u) if False else "cos(%s[%s] + %s)" % (x, i, u)))]
            self.env.reals += [t]
            if self.chance(0.35):
                body.append("%s *= %s;" % (t, self.pick("%s[%s]" % (x, i), "0.5 * %s" % t, self.leaf())))
            body.append("%s += 0.1 * %s * %s;" % (s, t, self.pick(t, u, "%s[%s]" % (x, i), t, s if self.chance(0.2) else t)))
            near = [lambda: "%s[%s + 1] = 0.5 * %s;" % (x, i, t) if x in self.env.rw else "%s += 0.05;" % s2,
                    lambda: "%s[%s & 3] += 0.1 * %s;" % (w, i, t), lambda: "%s[%s & 3] = 0.7 * %s;" % (w, i, t),
                    lambda: "%s = 0.5 * %s + 0.2 * %s;" % (s2, s2, t), lambda: "%s += 0.1 * %s * %s;" % (s2, t, s),
                    lambda: "if (%s)\n    %s;" % (self.condition(), self.pick("break", "continue", "%s = 0.2" % s)),
                    lambda: "%s = %s;" % (s2, t)]
            for _ in range(self.r.choice([0, 1, 1, 2])):
                body += self.r.choice(near)().split("\n")
            body += self.some(depth + 1, self.r.choice([0, 0, 1]))
        out += ["for (int %s = 0; %s < %s; %s++) {" % (i, i, self.pick("4", "3", "(%s)" % self.index(), "6"), i)] + ["    " + line for line in body] + ["}"]
        with self.scope():
            self.env.reals += [s, s2]
            out += self.pick([], ["%s[%s] = 0.5 * %s;" % (w, self.index(), s)], ["if (%s)" % self.condition(), "    %s = %s;" % (s, self.bounded())])
            out += self.some(depth + 1, self.r.choice([0, 1]))
        out.append("%s = %s;" % (self.target(), self.pick("sin(%s) + 0.3 * %s" % (s, s2), "%s / (1 + %s * %s)" % (s, s2, s2), "0.5 * %s" % s, "0.5 * %s - 0.2 * %s" % (s, s2))))
        return ["{"] + ["    " + line for line in out] + ["}"]

    def st_costly(self, depth):
        """Functions whose derivative is their value, and then the operands change."""
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        i, s, v = self.name("i"), self.local_target(), self.target()
        a = self.r.choice(self.env.wbases) if self.env.wbases else None
        if not a:
            return self.st_assign(depth)
        u = "%s[%s]" % (a, self.pick(i, "%s & 1" % i, "3 - %s" % i))
        cost = self.pick("exp(-(%s * %s))" % (u, u), "sin(%s) * cos(%s)" % (u, v), "sqrt(1 + %s * %s)" % (u, u), "exp(0.3 * sin(%s)) * tanh(%s)" % (v, u),
                         "exp(-fabs(%s))" % u if not self.smooth and self.R == "double" else "atan(%s)" % u, "1 / (1.2 + %s * %s)" % (u, v) if u == v else "1 / (1.2 + sin(%s))" % u)
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(i)
            body = [self.pick("%s += 0.1 * %s;" % (s, cost), "%s = 0.5 * %s * %s;" % (v, v, cost), "%s = 0.4 * %s;" % (u, cost), "if (%s)\n    %s += 0.2 * %s;" % (self.condition(), s, cost),
                              "%s = %s ? %s : 0.3 * %s;" % (s, self.condition(), "0.5 * " + cost, u))]
            body = "\n".join(body).split("\n") + self.some(depth + 1, self.r.choice([0, 1]))
            if self.chance(0.6):
                body.append("%s = 0.6 * %s;" % (u, self.leaf()))
        return ["for (int %s = 0; %s < %d; %s++) {" % (i, i, self.r.randrange(1, 5), i)] + ["    " + line for line in body] + ["}"]

    def st_recurrence(self, depth):
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        i, a, b = self.name("i"), self.r.choice(self.env.rw), self.r.choice(self.env.ro)
        return self.pick(["for (int %s = 1; %s < 4; %s++)" % (i, i, i), "    %s[%s] = 0.6 * sin(%s[%s - 1]) + 0.3 * %s[%s];" % (a, i, a, i, b, i)],
                         ["for (int %s = 2; %s >= 0; %s--)" % (i, i, i), "    %s[%s] -= 0.4 * %s[%s + 1] * %s[%s];" % (a, i, a, i, b, i)],
                         ["for (int %s = 0; %s < 3; %s++) {" % (i, i, i), "    %s[%s] = 0.5 * (%s[%s] + %s[%s + 1]);" % (a, i, a, i, b, i),
                          "    if (%s)" % self.condition(), "        break;", "}"],
                         ["for (int %s = 0; %s < 3; %s++)" % (i, i, i), "    %s[%s] = %s[3 - %s] * cos(%s[%s]);" % (a, i, a, i, b, i)])

    def st_vla(self, depth):
        m, k, v, i, j = self.name("m"), self.name("k"), self.name("v"), self.name("i"), self.name("j")
        s = self.local_target()
        with self.scope():
            if self.chance(0.4):
                out = ["int %s = (%s) + 4;" % (m, self.index()), "%s %s[%s];" % (self.R, v, m)] + self.fill(v, m, depth)
                self.new_array(v, 4)
                self.env.counters.append(m)
                return ["{"] + ["    " + t for t in out + self.some(depth + 1, 2)] + ["}"]
            out = ["int %s = (%s) + 1, %s = %d;" % (m, self.index(), k, self.r.randrange(1, 4))] if self.chance(0.7) else \
                ["enum { %s = 3, %s = 2 };" % (m, k)]
            out += ["%s %s[%s][%s];" % (self.R, v, m, k), "for (int %s = 0; %s < %s; %s++)" % (i, i, m, i), "    for (int %s = 0; %s < %s; %s++)" % (j, j, k, j)]
            with self.scope():
                self.env.counters += [i, j]
                out.append("        %s[%s][%s] = %s;" % (v, i, j, self.bounded()))
            at = lambda: "%s[(%s) %% %s][(%s) %% %s]" % (v, self.index(), m, self.index(), k)
            self.env.counters += [m, k]
            self.env.reals += [at(), at()]
            self.env.targets += [at()]
            out += self.some(depth + 1, 2)
            if self.chance(0.5):
                name = self.callee("grid")
                if name:
                    out.append("%s += 0.1 * %s(%s, %s, %s);" % (s, name, m, k, v))
            out.append("%s = 0.5 * %s + 0.3 * %s;" % (s, s, at()))
        return ["{"] + ["    " + t for t in out] + ["}"]

    def fn_grid(self, name):
        head = "static %s %s(int m, int k, %s a[m][k])" % (self.R, name, self.R)
        e = self.pick("a[i][j] * a[i][j]", "sin(a[i][j])", "a[i][j] * a[m - 1 - i][j]")
        change = self.pick([], ["        a[i][j] *= 0.8;"], ["        if (i > 0)", "            a[i][j] = 0.5 * a[i - 1][j] + 0.2 * s;"])
        return self.finish(head, ["%s s = 0.1;" % self.R, "for (int i = 0; i < m; i++)", "    for (int j = 0; j < k; j++) {",
                                  "        s += 0.1 * %s;" % e] + change + ["    }", "return s;"])

    def label(self):
        return self.name("L") + self.tag

    def st_goto(self, depth):
        label = self.label()
        i, j = self.name("i"), self.name("j")
        block = lambda: self.block(depth + 1, 1)

        def forward():
            return ["if (%s)" % self.condition(), "    goto %s;" % label] + block() + ["%s:;" % label]

        def backward():
            return ["{", "    int %s = 0;" % i, "%s:;" % label] + ["    " + s for s in block()] + \
                ["    if (++%s < %d && (%s))" % (i, self.r.randrange(2, 4), self.condition()), "        goto %s;" % label, "}"]

        def out_of():
            with self.jumps(True, True), self.scope():
                self.env.counters += [i, j]
                inner = block() + ["if (%s)" % self.condition(), "    goto %s;" % label] + block()
            return ["for (int %s = 0; %s < 3; %s++)" % (i, i, i), "    for (int %s = 0; %s < 2; %s++) {" % (j, j, j)] + \
                ["        " + s for s in inner] + ["    }", "%s:;" % label]

        def into_branch():
            return ["if (%s)" % self.condition(), "    goto %s;" % label, "if (%s) {" % self.condition()] + ["    " + s for s in block()] + \
                ["%s:;" % label] + ["    " + s for s in block()] + ["}"]

        def into_loop():
            with self.jumps(True, False):
                inner = [self.block(depth + 1, 1), self.block(depth + 1, 1)]
            return ["{", "    int %s = 0;" % i, "    if (%s)" % self.condition(), "        goto %s;" % label, "    while (%s < 3) {" % i] + \
                ["        " + s for s in inner[0]] + ["    %s:;" % label] + ["        " + s for s in inner[1]] + ["        %s++;" % i, "    }", "}"]
        return self.one(forward, forward, backward, out_of, out_of, into_branch, into_loop)


class Memory(Loops):
    """Pointers, the heap, blocks of memory."""

    def st_walk(self, depth):
        if not self.env.bases or not self.env.rw:
            return self.st_assign(depth)
        q, e, s = self.name("q"), self.name("e"), self.local_target()
        a, b = self.r.choice(self.env.rw), self.r.choice(self.env.ro)
        R = self.R
        one = self.bounded()
        return self.pick(
            ["for (const %s *%s = %s, *%s = %s + 4; %s < %s; %s++)" % (R, q, b, e, b, q, e, q), "    %s += 0.1 * *%s;" % (s, q)],
            ["{", "    const %s *%s = %s;" % (R, q, b), "    for (int %s = 0; %s < 4; %s++)" % (e, e, e), "        %s = 0.5 * %s + 0.2 * *%s++;" % (s, s, q), "}"],
            ["{", "    %s *%s = %s;" % (R, q, a), "    const %s *%s = %s;" % (R, e, b), "    while (%s < %s + %d)" % (q, a, self.r.randrange(1, 5)), "        *%s++ = 0.5 * sin(*%s++);" % (q, e), "}"],
            ["{", "    %s *%s = %s + 4;" % (R, q, a), "    while (%s > %s) {" % (q, a), "        *--%s *= 0.9;" % q, "        if (%s)" % self.condition(), "            break;", "        *%s += 0.1 * %s;" % (q, one), "    }", "}"],
            ["{", "    %s *%s = %s, *%s = %s;" % (R, q, a, e, q), "    do {", "        *%s = 0.5 * *%s + 0.2 * %s;" % (q, e, one), "        %s = %s;" % (e, q), "    } while (++%s - %s < 4);" % (q, a), "}"],
            ["{", "    %s *%s = %s;" % (R, q, a), "    for (int %s = 0; %s < 3; %s++) {" % (e, e, e), "        %s[1] = 0.6 * %s[0] + 0.3 * %s;" % (q, q, one), "        %s%s;" % (q, self.pick("++", " += 1", " += %s & 1" % e)), "    }", "    %s += 0.1 * *%s;" % (s, q), "}"])

    def st_swap(self, depth):
        if len(self.env.wbases) < 2:
            return self.st_assign(depth)
        a, b = self.r.sample(self.env.wbases, 2)
        c, d, k, j, R, v = self.name("c"), self.name("d"), self.name("k"), self.name("j"), self.R, self.local_target()
        form = self.r.randrange(5)
        if form == 0:
            decl, old, new = ["%s *%s = %s, *%s = %s;" % (R, c, a, d, b)], c, d
            swap = ["%s *swap = %s;" % (R, c), "%s = %s;" % (c, d), "%s = swap;" % d]
        elif form == 1:
            decl, old, new = ["struct { %s *now, *next; } %s = {%s, %s};" % (R, c, a, b)], c + ".now", c + ".next"
            swap = ["%s *swap = %s.now;" % (R, c), "%s.now = %s.next;" % (c, c), "%s.next = swap;" % c]
        elif form == 2:
            decl, old, new = ["%s *%s[2] = {%s, %s};" % (R, c, a, b)], "%s[%s & 1]" % (c, k), "%s[!(%s & 1)]" % (c, k)
            swap = []
        elif form == 3:
            name = self.callee("swap")
            if not name:
                return self.st_assign(depth)
            decl, old, new = ["%s *%s = %s, *%s = %s;" % (R, c, a, d, b)], c, d
            swap = ["%s(&%s, &%s%s);" % (name, c, d, ", %s" % self.index(k))]
        else:
            decl, old, new = ["%s *%s = %s, *%s = %s, **%sp = &%s;" % (R, c, a, d, b, c, c)], "(*%sp)" % c, d
            swap = ["%s *swap = *%sp;" % (R, c), "*%sp = %s;" % (c, d), "%s = swap;" % d]
        if swap and self.chance(0.25):
            swap = ["if (%s) {" % self.condition()] + ["    " + t for t in swap] + ["}"]
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(k)
            body = ["for (int %s = 0; %s < 4; %s++)" % (j, j, j), "    %s[%s] %s 0.5 * sin(%s[%s]) + 0.3 * %s;" % (new, j, self.pick("=", "=", "+="), old, self.pick(j, "(%s + 1) & 3" % j), self.leaf())]
            if self.chance(0.2):
                body = self.some(depth + 1, 1) + body
            self.env.ro.append(old if form != 2 else c + "[0]")
            body += self.some(depth + 1, self.r.choice([0, 0, 1])) + swap
        return ["{"] + ["    " + t for t in decl + ["for (int %s = 0; %s < %d; %s++) {" % (k, k, self.r.randrange(0, 4), k)]] + ["        " + t for t in body] + \
            ["    }", "    %s = 0.5 * %s[%s] + 0.2 * %s;" % (v, (old if form != 2 else c + "[1]"), self.index(), v), "}"]

    def fn_swap(self, name):
        R = self.R
        return self.finish("static void %s(%s **a, %s **b, int n)" % (name, R, R),
                           self.pick(["%s *t = *a;" % R, "*a = *b;", "*b = t;"], ["if (n > 1)", "    return;", "%s *t = *a;" % R, "*a = *b;", "*b = t;"],
                                     ["%s *t = *b;" % R, "*b = *a;", "*a = t;", "**b *= 0.7;"]) + self.pick([], ["(*a)[n & 3] += 0.1 * **b;"]))

    def fn_pick(self, name):
        R = self.R
        return self.finish("static %s *%s(%s *a, %s *b, int c)" % (R, name, R, R),
                           self.pick(["return c & 1 ? a : b;"], ["if (c > 1)", "    return b;", "a[0] *= 0.8;", "return a;"],
                                     ["for (int i = 0; i < 2; i++)", "    if (a[i] > b[i])", "        return a;", "return b;"]))

    def st_pointers(self, depth):
        """Pointers to pointers, chosen pointers, NULL."""
        if not self.env.wbases:
            return self.st_assign(depth)
        q, k, R, v = self.name("q"), self.name("k"), self.R, self.local_target()
        base = lambda: self.r.choice(self.env.wbases)
        with self.scope():
            def table():
                self.env.ro += ["%s[1]" % q, "%s[%s & 1]" % (q, self.integer())]
                self.env.rw += ["%s[0]" % q, "%s[%s & 1]" % (q, self.integer())]
                return ["%s *%s[2] = {%s, %s + 1};" % (R, q, base(), base())] + self.some(depth + 1, 2) + \
                    (["%s[%s & 1] = %s;" % (q, self.integer(), base())] + self.some(depth + 1, 1) if self.chance(0.5) else [])

            def indirect():
                self.env.ro += ["(*%s)" % q]
                self.env.rw += ["(*%s)" % q]
                return ["%s *%s = %s, *%sb = %s, **%s = &%s;" % (R, k, base(), k, base(), q, k)] + self.some(depth + 1, 1) + \
                    ["if (%s)" % self.condition(), "    %s;" % self.pick("%s = &%sb" % (q, k), "*%s = %sb" % (q, k), "%s = %sb + 1" % (k, k))] + self.some(depth + 1, 2)

            def moving():
                i = self.name("i")
                first = base()
                outer = list(self.env.wbases) # q lives longer than what the body declares
                self.env.counters.append(i)
                self.env.ro.append(q)
                self.env.rw.append(q)
                with self.jumps(True, True), self.scope():
                    body = self.some(depth + 1, 1) + ["%s = %s ? %s : %s + (%s);" % (q, self.condition(), self.pick(q, self.r.choice(outer)), self.r.choice(outer), self.index(i))] + self.some(depth + 1, 1)
                return ["%s *%s = %s;" % (R, q, first), "for (int %s = 0; %s < 3; %s++) {" % (i, i, i)] + ["    " + t for t in body] + ["}", "%s += 0.1 * %s[1];" % (v, q)]

            def null():
                return ["%s *%s = NULL;" % (R, q), "if (%s)" % self.condition(), "    %s = %s;" % (q, base())] + self.some(depth + 1, 1) + \
                    ["if (%s%s)" % (q, self.pick("", " != NULL")), "    %s[%s] = 0.5 * %s[0] + 0.3 * %s;" % (q, self.index(), q, self.leaf())]

            def returned():
                name = self.callee("pick")
                if not name:
                    return table()
                a, b, c = base(), base(), self.index()
                self.env.ro.append(q)
                self.env.rw.append(q)
                return ["%s *%s = %s(%s, %s, %s);" % (R, q, name, a, b, c)] + self.some(depth + 1, 2)

            def to_scalar():
                s, t = self.name("s"), self.name("s")
                first = "%s %s = %s, %s = %s, *%s = &%s;" % (R, s, self.leaf(), t, self.leaf(), q, s)
                self.env.reals += [s, t, "*" + q]
                self.env.targets += [s, t, "*" + q, "*" + q]
                return [first] + self.some(depth + 1, 1) + \
                    ["if (%s)" % self.condition(), "    %s = &%s;" % (q, t)] + self.some(depth + 1, 2)
            lines = self.one(table, indirect, moving, null, returned, to_scalar)
        return ["{"] + ["    " + t for t in lines] + ["}"]

    def st_move(self, depth):
        if not self.env.wbases:
            return self.st_assign(depth)
        a, b, n = self.r.choice(self.env.wbases), self.r.choice(self.env.ro), self.r.randrange(0, 5)
        size = "%s * sizeof(%s)" % (self.pick(str(n), "(%s)" % self.index()), self.R)
        constant = not any(v in size.split("*")[0] for v in self.env.ints + self.env.counters)
        clear = "3 * sizeof(%s)" % self.R if constant else size # gcc takes 8 bytes for 8 elements
        w = self.name("w")
        with self.scope():
            between = self.some(depth + 1, 1)
        return self.one(lambda: ["memmove(%s + %d, %s, %s);" % (a, self.r.randrange(5), self.pick(b, a), size)],
                        lambda: ["memmove(&%s[%s], %s, %s);" % (a, self.index(), b, size)],
                        lambda: ["memset(%s%s, 0, %s);" % (a, self.pick("", " + 1", " + (%s)" % self.index()), clear)],
                        lambda: ["{", "    %s %s[8];" % (self.R, w), "    memcpy(%s, %s, sizeof %s);" % (w, a, w)] +
                        ["    " + t for t in between] +
                        ["    memcpy(%s + %d, %s, 4 * sizeof *%s);" % (a, self.r.randrange(5), w, w), "}"],
                        lambda: ["{", "    %s %s[8] = {0};" % (self.R, w), "    memcpy(%s + 2, %s, %s);" % (w, b, size),
                                 "    %s = 0.5 * %s[3] + 0.2 * %s[2];" % (self.local_target(), w, w), "}"])

    def fn_alloc(self, name):
        R = self.R
        return self.finish("static %s *%s(int n, %s a)" % (R, name, R),
                           self.pick(["%s *p = malloc(8 * sizeof *p);" % R], ["%s *p = calloc(8, sizeof(%s));" % (R, R), "if (n > 2)", "    return p;"]) +
                           ["for (int i = 0; i < 8; i++)", "    p[i] = %s;" % self.pick("sin(a + i)", "0.2 * i * a", "cos(a) * 0.5"), "return p;"])

    def fn_drop(self, name):
        return self.finish("static void %s(%s *p)" % (name, self.R), ["free(p);"])

    def st_heap(self, depth):
        h, k, R, s, i = self.name("h"), self.name("k"), self.R, self.local_target(), self.name("i")
        with self.scope(), self.jumps(False, False, False):
            maker = self.callee("alloc")
            drop = self.callee("drop")
            make = self.pick(["%s *%s = malloc(8 * sizeof *%s);" % (R, h, h)] + self.fill(h, 8, depth),
                             ["%s *%s = calloc(8, sizeof *%s);" % (R, h, h)],
                             ["%s *%s = calloc(8, sizeof *%s);" % (R, h, h), "%s[%s] = %s;" % (h, self.index(), self.leaf())],
                             ["%s *%s = %s(%s, %s);" % (R, h, maker, self.index(), self.leaf())] if maker else ["%s *%s = calloc(8, sizeof(%s));" % (R, h, R)],
                             ["%s *%s = NULL;" % (R, h), "for (int %s = 0; %s < 4; %s++) {" % (i, i, i), "    %s = realloc(%s, (2 * %s + 2) * sizeof *%s);" % (h, h, i, h),
                              "    %s[2 * %s] = %s;" % (h, i, self.leaf()), "    %s[2 * %s + 1] = %s > 0 ? 0.5 * %s[2 * %s - 1] : 0.3;" % (h, i, i, h, i), "}"])
            self.new_array(h)
            moves = self.chance(0.3)
            with self.scope() if moves else contextlib.nullcontext(): # pointers into the block end before it moves
                inner = self.some(depth + 1, self.r.randrange(1, 4))
            if moves:
                inner = ["{"] + ["    " + t for t in inner] + ["}"]
                inner += ["%s = realloc(%s, 12 * sizeof *%s);" % (h, h, h), "%s[11] = 0.5 * %s[2];" % (h, h), "%s += 0.2 * %s[11];" % (s, h)]
                inner += self.some(depth + 1, 1)
            inner.append("%s = 0.5 * %s + 0.3 * %s[%s];" % (s, s, h, self.index()))
            end = self.pick(["free(%s);" % h], ["%s(%s);" % (drop, h)] if drop else ["free(%s);" % h],
                            ["if (%s) {" % self.condition(), "    %s *= 0.8;" % s, "    free(%s);" % h, "} else", "    free(%s);" % h])
        head = "for (int %s = 0; %s < %d; %s++) {" % (k, k, self.r.randrange(0, 4), k) if self.chance(0.35) else "{"
        return [head] + ["    " + t for t in make + inner + end] + ["}"]

    def node(self):
        if not getattr(self, "node_type", None):
            self.node_type = "struct node" + self.tag
            self.functions += ["%s {" % self.node_type, "    %s value, more[2];" % self.R, "    %s *next, *left;" % self.node_type, "};", ""]
        return self.node_type

    def fn_push(self, name):
        node = self.node()
        return self.finish("static %s *%s(%s *list, %s value)" % (node, name, node, self.R),
                           ["%s *p = malloc(sizeof *p);" % node, "p->value = value;", "p->more[0] = 0.5 * value;",
                            "p->more[1] = list ? 0.5 * list->value : 0.2;", "p->next = list;", "p->left = NULL;", "return p;"])

    def fn_release(self, name):
        node = self.node()
        return self.finish("static void %s(%s *p)" % (name, node),
                           self.pick(["while (p) {", "    %s *next = p->next;" % node, "    free(p);", "    p = next;", "}"],
                                     ["if (!p)", "    return;", "%s(p->next);" % name, "free(p);"]))

    def fn_total(self, name):
        node = self.node()
        return self.finish("static %s %s(%s *p, int n)" % (self.R, name, node),
                           self.pick(["%s s = 0.1;" % self.R, "for (; p; p = p->next)", "    s = 0.6 * s + 0.3 * p->value * p->more[n & 1];", "return s;"],
                                     ["if (!p)", "    return 0.2;", "p->value *= 0.9;", "return 0.5 * %s(p->next, n + 1) + 0.3 * sin(p->value);" % name]))

    def st_list(self, depth):
        node = self.node()
        push, release, total = self.callee("push"), self.callee("release"), self.callee("total")
        if not (push and release and total):
            return self.st_assign(depth)
        p, l, i, s = self.name("p"), self.name("list"), self.name("i"), self.local_target()
        with self.scope(), self.jumps(False, False, False):
            with self.scope():
                self.env.counters.append(i)
                value = self.bounded()
            lines = ["%s *%s = NULL;" % (node, l), "for (int %s = 0; %s < %d; %s++)" % (i, i, self.r.randrange(0, 5), i), "    %s = %s(%s, %s);" % (l, push, l, value)]
            lines += self.some(depth + 1, self.r.choice([0, 1]))
            walk = self.pick(["%s->value = 0.5 * %s->value + 0.3 * %s->more[1];" % (p, p, p)],
                             ["if (%s->next)" % p, "    %s->next->value *= 0.5 + 0.2 * %s->value;" % (p, p)],
                             ["%s += 0.1 * %s->value;" % (s, p), "%s->more[0] = %s;" % (p, s)],
                             ["if (%s)" % self.condition(), "    break;", "%s->value *= 0.7;" % p])
            lines += ["for (%s *%s = %s; %s; %s = %s->next) {" % (node, p, l, p, p, p)] + ["    " + t for t in walk] + ["}"]
            if self.chance(0.4):
                lines += ["%s *%sb = NULL;" % (node, l), "while (%s) {" % l, "    %s *next = %s->next;" % (node, l), "    %s->next = %sb;" % (l, l), "    %sb = %s;" % (l, l),
                          "    %s = next;" % l, "}", "%s = %sb;" % (l, l)]
            lines += ["%s += 0.3 * %s(%s, %s);" % (s, total, l, self.index())] if self.chance(0.7) else []
            lines += ["%s(%s);" % (release, l)]
        return ["{"] + ["    " + t for t in lines] + ["}"]

    def fn_tree(self, name):
        node = self.node()
        return self.finish("static %s *%s(int n, %s a)" % (node, name, self.R),
                           ["if (n <= 0)", "    return NULL;", "%s *p = malloc(sizeof *p);" % node, "p->value = sin(a + n);", "p->more[0] = p->more[1] = a;",
                            "p->left = %s(n - 1, 0.5 * a);" % name, "p->next = %s(n - 2, p->value);" % name, "return p;"])

    def fn_fold(self, name):
        node = self.node()
        return self.finish("static %s %s(%s *p)" % (self.R, name, node),
                           ["if (!p)", "    return 0.5;", "%s s = 0.3 * %s(p->left) + p->value * %s(p->next) * 0.5;" % (self.R, name, name)] +
                           self.pick([], ["p->value = s;"], ["free(p->left);", "free(p->next);", "p->left = p->next = NULL;"][:0]) + ["return s;"])

    def fn_fell(self, name):
        node = self.node()
        return self.finish("static void %s(%s *p)" % (name, node), ["if (!p)", "    return;", "%s(p->left);" % name, "%s(p->next);" % name, "free(p);"])

    def st_tree(self, depth):
        tree, fold, fell = self.callee("tree"), self.callee("fold"), self.callee("fell")
        if not (tree and fold and fell):
            return self.st_assign(depth)
        p, v = self.name("p"), self.local_target()
        return ["{", "    %s *%s = %s(%s, %s);" % (self.node(), p, tree, self.index(), self.leaf()), "    %s = 0.5 * %s + 0.3 * %s(%s);" % (v, v, fold, p)] + \
            self.pick([], ["    if (%s)" % p, "        %s->value *= %s;" % (p, self.leaf()), "    %s += 0.2 * %s(%s);" % (v, fold, p)]) + ["    %s(%s);" % (fell, p), "}"]

    def fn_less(self, name):
        R = self.R
        return self.finish("static int %s(const void *a, const void *b)" % name, ["%s x = *(const %s *)a, y = *(const %s *)b;" % (R, R, R), "return (x > y) - (x < y);"])

    def st_sort(self, depth):
        less = self.callee("less")
        if not less or not self.env.wbases:
            return self.st_assign(depth)
        a = self.r.choice(self.env.wbases)
        return ["qsort(%s, %d, sizeof *%s, %s);" % (a, self.r.randrange(1, 8), a, less)]

    def st_literal(self, depth):
        q, s, R = self.name("q"), self.local_target(), self.R
        name = self.callee("array")
        call = "0.5 * %s(%s, (%s[4]){%s, %s, 0.5}, %s)" % (name, self.index(), R, self.leaf(), self.leaf(), self.leaf()) if name else self.bounded()
        with self.scope():
            lines = ["%s *%s = (%s[8]){%s, [3] = %s};" % (R, q, R, self.leaf(), self.leaf())]
            self.new_array(q)
            lines += self.some(depth + 1, 2)
        return self.pick(["%s = %s;" % (s, call)], ["{"] + ["    " + t for t in lines] + ["}"])


class Structs(Memory):
    """Structs, unions, complex numbers, file scope."""

    def make_struct(self):
        R, tag = self.R, self.tag
        self.S = "S" + tag
        self.leaves = [lambda p: p + "a"]
        fields = ["%s a;" % R]
        items = [self.leaf, ]
        inits = [lambda: self.leaf()]
        self.has_at = False

        def option(chance, field, leaf, init):
            if self.chance(chance):
                fields.append(field)
                if leaf:
                    self.leaves.append(leaf)
                inits.append(init)
        two = lambda: "{%s, %s}" % (self.leaf(), self.leaf())
        option(0.6, "%s v[4];" % R, lambda p: "%sv[%s]" % (p, self.index()), two)
        option(0.5, "int k;", None, lambda: self.index())
        option(0.3, "unsigned bits : 3;", None, lambda: "1")
        if self.chance(0.5):
            self.file_scope += ["typedef struct { %s u; int tag; %s w; } T%s;" % (R, R, tag)]
            option(0.7, "T%s in;" % tag, lambda p: p + self.pick("in.u", "in.w"), lambda: "{%s, 2, %s}" % (self.leaf(), self.leaf()))
            option(0.6, "T%s t[2];" % tag, lambda p: "%st[%s & 1].%s" % (p, self.integer(), self.pick("u", "w")), lambda: "{{%s, 1, 0.5}}" % self.leaf())
        option(0.2, "struct { %s h1, h2; };" % R, lambda p: p + self.pick("h1", "h2"), two)
        option(0.2, "union { %s r; struct { %s r; } s; } one;" % (R, R), lambda p: p + self.pick("one.r", "one.s.r"), lambda: "{%s}" % self.leaf())
        option(0.2, "%s m[2][2];" % R, lambda p: "%sm[%s & 1][%s & 1]" % (p, self.integer(), self.integer()), lambda: "{{%s}, {0.5, %s}}" % (self.leaf(), self.leaf()))
        self.r.shuffle(self.leaves)
        if self.chance(0.3):
            self.has_at = True
            fields.append("%s *at;" % R)
            self.leaves.append(lambda p: "%sat[%s]" % (p, self.index()))
            inits.append(lambda: self.r.choice(self.env.long))
        self.inits = inits
        self.file_scope += ["typedef struct {"] + ["    " + f for f in fields] + ["} %s;" % self.S]

    def new_struct(self, whole, prefix=None, writable=True):
        self.env.structs.append((whole, prefix or whole + ".", writable))

    def literal(self):
        if self.has_at and self.chance(0.3):
            return "{.at = %s, .a = %s}" % (self.r.choice(self.env.long), self.leaf())
        if not self.has_at and self.chance(0.3):
            return "{.a = %s}" % self.leaf()
        return "{%s}" % ", ".join(init() for init in self.inits)

    def can_make(self):
        return not self.has_at or self.env.long

    def struct_value(self, depth=0):
        objects = [s[0] for s in self.env.structs]
        k = self.r.random()
        if (k < 0.4 or depth > 1) and objects:
            return self.r.choice(objects)
        if k < 0.55 and self.can_make():
            return "(%s)%s" % (self.S, self.literal())
        if k < 0.75 and len(objects) > 1:
            return "(%s ? %s : %s)" % (self.condition(), self.struct_value(depth + 1), self.struct_value(depth + 1))
        name = self.callee("by_value") if objects else None
        if name:
            inner = 2 if self.has_at or self.globals else depth + 1 # writes what its arguments read
            return "%s(%s, %s)" % (name, self.struct_value(inner), self.leaf())
        return self.r.choice(objects) if objects else "(%s)%s" % (self.S, self.literal())

    def fn_by_value(self, name):
        with self.function("struct", self.r.randrange(2, 6)):
            self.parameters(["k"], ints=["n"])
            self.new_struct("a")
            if self.has_at:
                self.env.long = ["a.at"]
            self.env.ro += ["a.at"] if self.has_at else []
            lines = ["int n = 2;"] + self.with_local() + self.some(1, self.r.randrange(1, 4))
            lines.append(self.pick("return a;", self.leave()))
        return self.finish("static %s %s(%s a, %s k)" % (self.S, name, self.S, self.R), lines)

    def fn_by_pointer(self, name):
        with self.function("real", self.r.randrange(2, 6)):
            self.parameters(["k"], ints=["n"])
            self.new_struct("*a", "a->")
            self.new_struct("*b", "b->", False)
            if self.has_at:
                self.env.long = ["b->at", "a->at"]
            lines = ["%s k = 0.3;" % self.R] + self.with_local() + self.some(1, self.r.randrange(1, 4)) + [self.leave()]
        return self.finish("static %s %s(%s *a, const %s *b, int n)" % (self.R, name, self.S, self.S), lines)

    def address(self, writable=True):
        objects = [s[0] for s in self.env.structs if s[2] or not writable]
        if not objects:
            return None
        o = self.r.choice(objects)
        return o[1:] if o.startswith("*") else "&" + o

    def st_struct(self, depth):
        writable = [s for s in self.env.structs if s[2]]
        k = self.r.randrange(9)
        if (k <= 1 or not writable) and self.can_make():
            v = self.name("o")
            if k == 0:
                text = "%s %s[2] = {%s, %s};" % (self.S, v, self.literal(), self.literal())
                i = self.integer()
                self.new_struct("%s[%s & 1]" % (v, i))
                self.new_struct("%s[1]" % v)
            else:
                text = "%s %s = %s;" % (self.S, v, self.pick(self.literal(), self.struct_value(1)))
                self.new_struct(v)
            return [text]
        if not writable:
            return self.st_assign(depth)
        whole, prefix, _ = self.r.choice(writable)
        if k == 2:
            v = self.name("p")
            text = "%s *%s = %s;" % (self.S, v, self.pick(self.address(), "%s ? %s : %s" % (self.condition(), self.address(), self.address())))
            self.new_struct("*" + v, v + "->")
            return [text]
        if k == 3:
            name = self.callee("by_pointer")
            if name:
                v = self.local_target()
                return ["%s = 0.5 * %s(%s, %s, %s);" % (v, name, self.address(), self.address(False), self.index())]
        if k == 4 and self.can_make() and self.has_at:
            return ["%sat = %s;" % (prefix, self.r.choice(self.env.long))]
        if k == 5 and self.can_make():
            h, i = self.name("h"), self.name("i")
            with self.scope(), self.jumps(False, False, False):
                out = ["%s *%s = malloc(3 * sizeof *%s);" % (self.S, h, h), "for (int %s = 0; %s < 3; %s++)" % (i, i, i),
                       "    %s[%s] = %s;" % (h, i, self.pick("(%s)%s" % (self.S, self.literal()), self.struct_value(1)))]
                self.new_struct("%s[%s %% 3]" % (h, self.integer()))
                self.new_struct("%s[2]" % h)
                out += self.some(depth + 1, 3) + ["%s += 0.1 * %s[1].a;" % (self.local_target(), h), "free(%s);" % h]
            return ["{"] + ["    " + t for t in out] + ["}"]
        if k == 6:
            t = self.name("o")
            other = self.r.choice(writable)[0]
            return ["{", "    %s %s = %s;" % (self.S, t, whole), "    %s = %s;" % (whole, other), "    %s.a *= 0.8;" % t, "    %s = %s;" % (other, t), "}"] \
                if "[" not in whole + other and whole != other else self.st_member(depth)
        value = self.struct_value()
        return ["%s = %s;" % (whole, value)] if value != whole else ["%s = %s;" % (whole, "(%s)%s" % (self.S, self.literal()))] if self.can_make() \
            else self.st_assign(depth)

    def st_member(self, depth):
        v, w = self.member(True), self.member()
        if not v:
            return self.st_assign(depth)
        return [self.pick("%s = %s;" % (v, self.bounded()), "%s += 0.1 * %s;" % (v, w), "%s = 0.5 * %s * sin(%s);" % (v, v, w), "%s = 0.8 * %s;" % (v, w))]

    def st_union(self, depth):
        u, R, v = self.name("u"), self.R, self.local_target()
        with self.scope():
            lines = ["union { %s at[3]; struct { %s x, y; } s; %s first; } %s = {{%s, %s}};" % (R, R, R, u, self.leaf(), self.leaf())]
            self.env.reals += [u + ".at[1]", u + ".s.x", u + ".first"]
            self.env.targets += [u + ".at[0]", u + ".s.y", u + ".first"]
            lines += self.some(depth + 1, 3)
            if self.chance(0.4):
                i = self.name("i")
                lines += ["for (int %s = 0; %s < 3; %s++)" % (i, i, i), "    %s.at[%s] = 0.5 * %s.first + 0.3 * %s.at[%s];" % (u, i, u, u, i)]
            lines.append("%s = 0.5 * %s.s.x - 0.3 * %s.at[1];" % (v, u, u))
        return ["{"] + ["    " + t for t in lines] + ["}"]

    def cabs(self):
        return {"float": "cabsf", "double": "cabs", "long double": "cabsl"}[self.R]

    def complex_value(self, z, w):
        return self.pick("0.5 * %s + 0.3 * conj(%s)" % (z, w), "%s * %s / (1.5 + %s(%s))" % (z, w, self.cabs(), z), "0.7 * cexp(0.3 * I * %s)" % w if self.R != "float" else "0.6 * %s" % w,
                         "%s + %s * I" % (self.leaf(), self.leaf()), "%s * cos(%s)" % (z, self.leaf()), "0.8 * csin(0.4 * %s)" % w if False else "-%s * 0.7" % w,
                         "%s - %s" % (self.bounded(), z))

    def fn_complex(self, name):
        C = self.R + " _Complex"
        with self.function("real", 3):
            self.parameters(["a"])
            lines = self.with_local() + self.some(1, 1)
            lines += ["z = %s;" % self.complex_value("z", "z") for _ in range(2)] + ["return z / (1 + %s(z));" % self.cabs()]
        lines = [t for t in lines]
        return self.finish("static %s %s(%s z, %s a)" % (C, name, C, self.R), lines) if not any("return " in t for t in lines[:-1]) else \
            self.finish("static %s %s(%s z, %s a)" % (C, name, C, self.R), ["return 0.5 * z * a / (1 + %s(z));" % self.cabs()])

    def st_complex(self, depth):
        z, w, i, C = self.name("z"), self.name("z"), self.name("i"), self.R + " _Complex"
        name = self.callee("complex")
        array = self.chance(0.4)
        with self.scope(), self.jumps(True, True):
            lines = ["%s %s = %s + %s * I, %s%s = %s;" % (C, z, self.leaf(), self.leaf(), w, "[4]" if array else "", "{%s}" % self.leaf() if array else self.leaf())]
            self.env.counters.append(i)
            if array:
                w = "%s[%s]" % (w, self.pick(i, "%s & 1" % i, "3 - %s" % i))
            self.env.reals += ["creal(%s)" % z, "cimag(%s)" % z]
            ops = [lambda: "%s = %s;" % (z, self.complex_value(z, w)), lambda: "%s = %s;" % (w, self.complex_value(w, z)), lambda: "%s *= 0.7 * %s;" % (z, self.bounded()),
                   lambda: "%s = 0.5 * %s(%s, %s);" % (z, name, w, self.leaf()) if name else "%s += 0.1;" % z, lambda: "%s += 0.1 * creal(%s * %s);" % (self.local_target(), z, w)]
            with self.scope():
                body = [self.r.choice(ops)() for _ in range(self.r.randrange(1, 4))] + self.some(depth + 1, self.r.choice([0, 1]))
            lines += ["for (int %s = 0; %s < %d; %s++) {" % (i, i, self.r.randrange(1, 4), i)] + ["    " + t for t in body] + ["}"]
            lines.append("%s = 0.4 * %s;" % (self.local_target(), self.pick("creal(%s)" % z, "cimag(%s)" % z, "%s(%s + %s)" % (self.cabs(), z, "1.5f" if self.R == "float" else "1.5"))))
        return ["{"] + ["    " + t for t in lines] + ["}"]

    def st_table(self, depth):
        v = self.name("tab")
        with self.scope():
            self.env.ro.append(v)
            inner = self.some(depth + 1, 2)
        return ["{", "    static const %s %s[4] = {0.5, -1, 0.25, %s};" % (self.R, v, self.pick("1", "0.75"))] + ["    " + t for t in inner] + ["}"]


class Program(Structs):
    """A whole program."""

    FEATURES = {
        "calls": {"st_call": 8}, "alias": {"st_alias": 10}, "leaf": {"st_leaf": 9}, "pointer_call": {"st_pointer_call": 8},
        "varargs": {"st_varargs": 5}, "effects": {"st_effects": 9}, "gnu": {"st_gnu": 5},
        "work": {"st_work": 12}, "elements": {"st_elements": 10}, "sums": {"st_sums": 10}, "costly": {"st_costly": 10},
        "recurrence": {"st_recurrence": 8}, "vla": {"st_vla": 8}, "goto": {"st_goto": 10},
        "walk": {"st_walk": 9}, "swap": {"st_swap": 9}, "pointers": {"st_pointers": 10}, "move": {"st_move": 10},
        "heap": {"st_heap": 10}, "list": {"st_list": 6}, "tree": {"st_tree": 5}, "sort": {"st_sort": 4}, "literal": {"st_literal": 6},
        "struct": {"st_struct": 14, "st_member": 8}, "union": {"st_union": 7}, "complex": {"st_complex": 8}, "table": {"st_table": 4},
        "global": {}, "pure": {}, "record": {},
    }
    LIKELY = ["work", "elements", "sums", "costly", "leaf", "struct", "pointers", "calls", "pure", "heap"]

    def __init__(self, seed):
        super().__init__(seed)
        names = list(self.FEATURES) + self.LIKELY
        self.features = set(self.r.sample(names, self.r.randrange(3, 8)))
        if self.features & {"record"}:
            self.features.add("struct")
        self.weights = dict(self.PLAIN)
        for feature in sorted(self.features):
            self.weights.update(self.FEATURES[feature])
        self.pure = []
        if "pure" in self.features:
            self.pure = [lambda: self.call_pure("scalar"), lambda: self.call_pure("array"), lambda: self.call_pure("rec")]
        self.globals = []
        if "global" in self.features:
            self.globals = self.r.sample(["Gs", "Ga", "Gw"], self.r.randrange(1, 4))
        self.ranges = []  # of check()
        if "struct" in self.features:
            self.make_struct()
        self.record = "record" in self.features

    def function(self, result, budget):
        return self.with_globals(super().function(result, budget))

    @contextlib.contextmanager
    def with_globals(self, inner):
        with inner:
            for g in self.globals:
                name = g + self.tag
                if self.pure and self.level > 1: # calls within expressions: nothing may hang on their order
                    (self.env.reals if g == "Gs" else self.env.ro).append(name)
                elif g == "Gs":
                    self.new_real(name)
                else:
                    self.new_array(name)
            yield

    def main_function(self):
        R, e = self.R, self.env
        self.parameters(["t"], ro=["p"], rw=["x", "y"], ints=["n"])
        e.bases += ["x", "y", "p"]
        e.wbases += ["x", "y"]
        e.long = ["x", "y"] + [g + self.tag for g in self.globals if g != "Gs"]
        spelled = self.pick("*%s", "*%s", "%s[8]", "%s[]")
        params = ["int n", "%s %s" % (R, spelled % "x"), "%s %s" % (R, self.pick("*y", "*y", "*restrict y", "y[static 8]")), "const %s *p" % R, "%s t" % R]
        wrt = ["x", "y", "p", "t"]
        of = ["return", "x", "y"]
        for g in self.globals:
            name = g + self.tag
            dims = "" if g == "Gs" else "[8]"
            self.file_scope.append("%s %s%s;" % (R, name, dims))
            if g == "Gw":
                continue # work space: written first
            self.file_scope += ["#if CHECK_MODE", "extern %s %s_b%s, %s_d%s;" % (R, name, dims, name, dims), "#else",
                                "%s %s_b%s, %s_d%s;" % (R, name, dims, name, dims), "#endif"]
            wrt.append(name)
            of.append(name)
        if self.record:
            self.file_scope += ["typedef struct { %s a, v[3]; struct { %s u, w[2]; } in; } P%s;" % (R, R, self.tag)]
            params.append("P%s *r" % self.tag)
            wrt.append("r")
            of.append("r")
            leaves = ["r->a", "r->v[1]", "r->in.u", "r->in.w[n & 1]", "r->v[n %% 3]".replace("%%", "%")]
            e.reals += leaves
            e.targets += leaves
        lines = []
        if "Gw" in self.globals:
            lines += ["for (int i = 0; i < 8; i++)", "    Gw%s[i] = 0.1 * i * t;" % self.tag]
        if self.chance(0.6):
            lines.append("%s a = 0.5 * t, b = p[2];" % R)
            self.parameters(["a", "b"])
        if self.chance(0.5):
            lines.append("%s u[8] = {t, p[1], 0.5};" % R)
            self.new_array("u")
            if self.chance(0.5):
                e.long.append("u")
        if self.chance(0.6):
            lines.append("int m = 3;")
            e.ints.append("m")
        if "struct" in self.features:
            lines += ["%s o = %s;" % (self.S, self.literal())]
            self.new_struct("o")
        e.hidden = {"a", "b", "t"}
        for g in self.globals:
            lines.append("%s += 0.1 * %s;" % ("t", g + self.tag + ("" if g == "Gs" else "[1]")))
        for _ in range(self.r.randrange(3, 8)):
            lines += self.statement(0)
        lines.append("return %s + 0.5 * %s;" % (self.bounded(), self.leaf()))
        self.params = params
        def companions(suffix):
            out = []
            for q in params:
                out.append(q)
                if q == "int n":
                    continue
                if q == "%s t" % R:
                    out.append("%s %st%s" % (R, "*" if suffix == "_b" else "", suffix))
                    continue
                name = "r" if q.endswith("*r") else "x" if q is params[1] else "y" if q is params[2] else "p"
                text = q.replace("const ", "") if suffix == "_b" else q
                kind = "P%s" % self.tag if name == "r" else R
                out.append("%s%s *%s" % ("const " if "const" in text else "", kind, name + suffix))
            return out
        f = "f" + self.tag
        self.prototypes = ["%s %s_d(%s, %s *return_d);" % (R, f, ", ".join(companions("_d")), R),
                           "%s %s_b(%s, %s return_b);" % (R, f, ", ".join(companions("_b")), R)]
        head = "ADCC_ADJOINT(wrt(%s), of(%s))\nADCC_TANGENT(wrt(%s), of(%s))" % (", ".join(wrt), ", ".join(of), ", ".join(wrt), ", ".join(of))
        return [head] + self.finish("%s %s(%s)" % (R, f, ", ".join(params)), lines) + self.prototypes

    def tolerance(self):
        if self.R == "float":
            return "1e-3, 0"
        if self.mixed:
            return "1e-4, 0"
        return "1e-10, 1e-5"

    def check(self):
        R, tag, f = self.R, self.tag, "f" + self.tag
        out = ["static void check%s(void)" % tag, "{", "    check_seed(%s);" % tag[1:], "    for (int n = 0; n < 4; n++) {"]
        for v, role in [("x", "INOUT"), ("y", "INOUT"), ("p", "IN")]:
            out.append("        %s(%s, %s, [%d], -1, 1);" % (role, R, v, SIZE))
        out.append("        IN(%s, t, , -1, 1);" % R)
        for g in self.globals:
            name = g + tag
            if g == "Gw":
                out.append("        memset(%s, 0, sizeof %s);" % (name, name))
                out.append("        BYTES(%s);" % name)
                continue
            at = "&" if g == "Gs" else ""
            out.append("        %s *%s = %s%s, *%s_b = %s%s_b, *%s_d = %s%s_d;" % (R, g, at, name, g, at, name, g, at, name))
            out.append("        RANGE(CHECK_INOUT, %s, %s, %d, -1, 1);" % (R, g, 1 if g == "Gs" else SIZE))
        args = ["x", "y", "p", "t"]
        if self.record:
            out.append("        P%s r0, r0_b, r0_d;" % tag)
            out.append("        %s *r = &r0.a, *r_b = &r0_b.a, *r_d = &r0_d.a;" % R)
            out.append("        RANGE(CHECK_INOUT, %s, r, sizeof r0 / sizeof(%s), -1, 1);" % (R, R))
            args.append("&r0")
        call = lambda s: "%s%s(n, %s%s)" % (f, s, ", ".join(a if not s else a + ", " + ("&t_b" if a + s == "t_b" else a + s) for a in args),
                                            {"": "", "_d": ", &ret_d", "_b": ", ret_b"}[s])
        out += ["        RETURNS(%s);" % R, "        check_tolerance(%s);" % self.tolerance(), "        check_if_smooth();",
                "        CHECK(ret = %s, ret = %s," % (call(""), call("_d")), "              ret = %s);" % call("_b"), "    }", "}"]
        return out
