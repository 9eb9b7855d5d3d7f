"""program.py - random C programs: their frame, expressions, plain statements and functions.

A program is a function f with the functions, types and variables it uses, whose names end in the seed, so
that many of them fit into one file.  It is defined for every input, its values stay near 1, indices are
masked, loops end, so that its derivatives must be exact.  Each seed uses a few of the shapes of shapes.py
only: features that seldom meet in one program meet more often when there are fewer of them.

Names that a scope offers are lists of C text in self.env:
    reals, targets    scalars that can be read; and written
    ro, rw            pointers that lead to at least 4 elements; to be written
    bases, wbases     arrays of 8 elements, which pointers may be set into
    ints, counters    integers from 0 to 20 or so; those that must not be written
    structs           (whole, prefix of members, writable)
"""
import contextlib
import copy
import random

SIZE = 8


class Env:
    def __init__(self):
        self.reals, self.targets, self.ro, self.rw, self.bases, self.wbases = [], [], [], [], [], []
        self.ints, self.counters, self.structs, self.long = [], [], [], []
        self.hidden = set()  # names declared in this block that hide outer ones


class Base:
    def __init__(self, seed):
        self.r = random.Random("adcc %d" % seed)
        self.tag = "_%d" % seed
        self.names = 0
        self.env = Env()
        self.file_scope, self.functions = [], []
        self.callees = {}
        self.level = 0          # functions that are being written
        self.loops = 0
        self.can_break = self.can_continue = self.can_return = False
        self.result = "real"
        self.budget = 0
        self.smooth = self.chance(0.5)
        self.R = self.weighted({"double": 84, "long double": 10, "float": 6})
        self.mixed = self.chance(0.1) # other types among scalars

    # ---------------------------------------------------------------- chances

    def chance(self, p):
        return self.r.random() < p

    def pick(self, *choices):
        return self.r.choice(choices)

    def one(self, *makers):
        """The text of one of several functions."""
        return self.r.choice(makers)()

    def weighted(self, table):
        return self.r.choices(list(table), list(table.values()))[0]

    def name(self, stem):
        self.names += 1
        return "%s%d" % (stem, self.names)

    def type(self):
        if not self.mixed:
            return self.R
        return self.pick(self.R, self.R, "double", "long double", "float")

    @contextlib.contextmanager
    def scope(self):
        saved = self.env
        self.env = copy.copy(saved)
        for key, value in vars(saved).items():
            setattr(self.env, key, copy.copy(value))
        self.env.hidden = set()
        yield
        self.env = saved

    @contextlib.contextmanager
    def jumps(self, can_break=None, can_continue=None, can_return=None):
        saved = self.can_break, self.can_continue, self.can_return
        if can_break is not None:
            self.can_break = can_break
        if can_continue is not None:
            self.can_continue = can_continue
        if can_return is not None:
            self.can_return = can_return
        yield
        self.can_break, self.can_continue, self.can_return = saved

    # ------------------------------------------------------------ expressions

    def integer(self):
        names = self.env.ints + self.env.counters
        if not names or self.chance(0.2):
            return str(self.r.randrange(4))
        return self.r.choice(names)

    def index(self, plain=None):
        """An index from 0 to 3."""
        if plain and self.chance(0.5):
            return plain
        i = self.pick(self.integer(), self.integer(), "%s + %s" % (self.integer(), self.integer()),
                      "%s * 3 + 1" % self.integer())
        return i if i.isdigit() and int(i) < 4 else "(%s) & 3" % i

    def element(self, pointers=None, plain=None):
        if not (pointers or self.env.ro):
            return self.constant()
        a = self.r.choice(pointers or self.env.ro)
        k = self.r.random()
        if k < 0.12:
            return "*(%s + (%s))" % (a, self.index(plain))
        if k < 0.16:
            return "*" + a
        return "%s[%s]" % (a, self.index(plain))

    def constant(self):
        return self.pick("0.5", "1.25", "(-0.75)", "0.3", "0.1", "1")

    def member(self, write=False):
        """A real in a struct, or None."""
        objects = [s for s in self.env.structs if s[2] or not write]
        if not objects:
            return None
        _, prefix, _ = self.r.choice(objects)
        return self.r.choice(self.leaves)(prefix)

    def leaf(self):
        k = self.r.random()
        if k < 0.1:
            return self.constant()
        if k < 0.3 and self.env.structs:
            return self.member()
        if k < 0.62 and self.env.reals:
            return self.r.choice(self.env.reals)
        return self.element()

    def condition(self):
        if not self.smooth and self.chance(0.4):
            return "%s %s %s" % (self.leaf(), self.pick("<", ">"), self.pick("0.1", "0.4", "(-0.2)"))
        i = self.integer()
        return self.pick("%s > 1" % i, "%s %% 2" % i, "%s != %d" % (i, self.r.randrange(4)), "(%s & 1) == 0" % i,
                         "((%s & 2) == 0 && %s < 3)" % (i, self.integer()), "(!(%s %% 3) || %s == 2)" % (i, self.integer()))

    def kinked(self, a, b):
        fabs = {"double": "fabs", "float": "fabsf", "long double": "fabsl"}[self.R]
        if self.mixed or a[0] in "(01":
            fabs = "sin"
        return self.pick("0.5 * %s(%s)" % (fabs, a), "fmax(sin(%s), 0.3)" % a, "fmin(cos(%s), sin(%s))" % (a, b),
                         "0.2 * (%s - floor(%s))" % (a, a), "fmod(%s, 1.5) * 0.5" % a,
                         "(%s > 0.2 ? sin(%s) : cos(%s))" % (a, a, b), "0.1 * ((int)(2 * %s) & 3) * sin(%s)" % (a, b))

    def bounded(self, depth=0):
        """A value in about [-1, 1]."""
        if depth > 2:
            return "sin(%s)" % self.leaf()
        a, b = self.leaf(), self.leaf()
        inner = lambda: self.bounded(depth + 1)
        if depth < 2 and self.chance(0.12) and self.pure:
            return self.r.choice(self.pure)()
        if not self.smooth and self.chance(0.12):
            return self.kinked(a, b)
        return self.one(lambda: "sin(%s)" % a, lambda: "cos(%s * %s)" % (a, b), lambda: "tanh(%s + %s)" % (a, b),
                        lambda: "%s / (1 + %s * %s)" % (a, a, a), lambda: "0.3 * sin(%s) * %s" % (a, inner()),
                        lambda: "exp(-(%s * %s))" % (a, a), lambda: "sin(%s + %s)" % (a, inner()),
                        lambda: "1 / (1.5 + %s * %s)" % (b, b), lambda: "0.5 * (%s - %s)" % (inner(), inner()),
                        lambda: "(%s ? %s : 0.5 * cos(%s))" % (self.condition(), inner(), b),
                        lambda: "0.6 * atan(%s)" % a, lambda: "0.3 * sqrt(1 + %s * %s)" % (a, a),
                        lambda: "0.4 * log(1.5 + %s * %s)" % (b, b), lambda: "0.4 * pow(1.3 + sin(%s), cos(%s))" % (a, b),
                        lambda: "0.2 * fma(sin(%s), cos(%s), %s)" % (a, b, inner()))

    # ------------------------------------------------------- plain statements

    def target(self):
        k = self.r.random()
        if k < 0.2:
            m = self.member(write=True)
            if m:
                return m
        if (k < 0.6 and self.env.targets) or not self.env.rw:
            return self.r.choice(self.env.targets)
        return self.element(self.env.rw)

    def st_assign(self, depth):
        v, e = self.target(), self.bounded()
        return [self.pick("%s = %s;" % (v, e), "%s = %s;" % (v, e), "%s = 0.5 * %s + 0.4 * %s;" % (v, v, e),
                          "%s += 0.1 * %s;" % (v, e), "%s *= 0.9 * cos(%s);" % (v, self.leaf()),
                          "%s -= 0.1 * %s;" % (v, e), "%s /= 1.6 + 0.5 * %s;" % (v, e), "%s = 0.8 * %s;" % (v, self.leaf()),
                          "%s = %s * sin(%s);" % (v, v, v))]

    def st_passive(self, depth):
        if not self.env.ints:
            return self.st_assign(depth)
        v = self.r.choice(self.env.ints)
        return [self.pick("%s = (%s + %s) & 7;" % (v, v, self.integer()), "%s++;" % v, "%s = %d;" % (v, self.r.randrange(4)),
                          "%s = (%s ^ (%s + 1)) & 7;" % (v, v, self.integer()), "%s = (%s * 2 + 1) & 7;" % (v, self.integer()))]

    def fill(self, v, n, depth):
        """Statements that set all n elements of v."""
        j = self.name("j")
        with self.scope():
            self.env.counters.append(j)
            e = self.bounded()
        return self.pick(["for (int %s = 0; %s < %s; %s++)" % (j, j, n, j), "    %s[%s] = %s;" % (v, j, e)],
                         ["for (int %s = %s; %s-- > 0;)" % (j, n, j), "    %s[%s] = %s;" % (v, j, e)])

    def new_array(self, v, size=SIZE):
        self.env.ro.append(v)
        self.env.rw.append(v)
        if size >= SIZE:
            self.env.bases.append(v)
            self.env.wbases.append(v)

    def new_real(self, v):
        self.env.reals.append(v)
        self.env.targets.append(v)

    def st_declare(self, depth):
        k = self.r.randrange(6)
        if k <= 1:
            v = self.name("s")
            text = ["%s %s = %s;" % (self.type(), v, self.bounded())]
            self.new_real(v)
        elif k == 2:
            v = self.name("w")
            text = self.one(lambda: ["%s %s[%d] = {%s, %s};" % (self.R, v, SIZE, self.leaf(), self.leaf())],
                            lambda: ["%s %s[%d];" % (self.R, v, SIZE)] + self.fill(v, SIZE, depth),
                            lambda: ["%s %s[%d] = {[1] = %s, [6] = %s, 0.5};" % (self.R, v, SIZE, self.leaf(), self.leaf())])
            self.new_array(v)
        elif k == 3 and self.env.wbases:
            v = self.name("q")
            base, other = self.r.choice(self.env.wbases), self.r.choice(self.env.wbases)
            text = [self.one(lambda: "%s *%s = %s + (%s);" % (self.R, v, base, self.index()),
                             lambda: "%s *%s = %s ? %s : %s;" % (self.R, v, self.condition(), base, other),
                             lambda: "%s *%s = &%s[%s];" % (self.R, v, base, self.index()))]
            self.env.ro.append(v)
            self.env.rw.append(v)
        elif k == 4:
            v = self.name("k")
            text = ["int %s = %s;" % (v, self.index())]
            self.env.ints.append(v)
        else:
            v = self.pick("a", "b", "t") # hides the outer one
            if v in self.env.hidden or self.level != 1:
                return self.st_assign(depth)
            self.env.hidden.add(v)
            text = ["%s %s = %s;" % (self.type(), v, self.pick("0.4", "0.2 * n", "p[1]"))]
            if v not in self.env.reals:
                self.env.reals.append(v)
            if v not in self.env.targets:
                self.env.targets.append(v)
        return text

    def some(self, depth, n=None):
        """Statements in the present scope."""
        out = []
        for _ in range(self.r.randrange(1, 3) if n is None else n):
            out += self.statement(depth)
        return out

    def block(self, depth, n=None, before=(), after=()):
        """A block, with a scope of its own around the random part."""
        with self.scope():
            inner = self.some(depth + 1, self.r.randrange(1, 4) if n is None else n)
        return ["{"] + ["    " + s for s in list(before) + inner + list(after)] + ["}"]

    def head(self, i):
        """The head of a loop that runs a few times, if at all; and whether the body may change i."""
        n = self.r.randrange(0, 5)
        free = [("for (int %s = 0; %s < %d; %s++)" % (i, i, n, i), True),
                ("for (int %s = %d; %s >= 0; %s--)" % (i, n, i, i), False),
                ("for (int %s = %s; %s <= 4; %s += 2)" % (i, self.index(), i, i), True),
                ("for (int %s = 0; %s < (%s); %s++)" % (i, i, self.index(), i), False),
                ("for (int %s = 0; %s < n; ++%s)" % (i, i, i), True),
                ("for (long %s = 3; %s-- > 0;)" % (i, i), False),
                ("for (unsigned %s = 0; %s != %d; %s++)" % (i, i, n, i), False),
                ("for (int %s = 0; %s < 5 && (%s); %s++)" % (i, i, self.condition(), i), True)]
        return self.r.choice([h for h in free if " n" not in h[0] or "n" in self.env.ints])

    def st_loop(self, depth):
        if self.loops > 8 or depth > 3:
            return self.st_assign(depth)
        self.loops += 1
        i = self.name("i")
        kind = self.r.randrange(4)
        head, changes = self.head(i)
        with self.scope(), self.jumps(True, True):
            self.env.counters.append(i)
            if kind < 2 and " n;" in head: # which the body may not change, then
                self.env.counters.append("n")
                self.env.ints = [v for v in self.env.ints if v != "n"]
            if kind < 2:
                after = ["if (%s)" % self.condition(), "    %s++;" % i] if changes and self.chance(0.2) else []
                return [head + " {"] + self.block(depth, after=after)[1:]
            n = self.r.randrange(0, 5)
            body = self.block(depth, before=["%s++;" % i] if self.chance(0.7) else ["if (%s++ > 3)" % i, "    break;"])
        if kind == 2:
            out = ["int %s = 0;" % i, "while (%s < %d) {" % (i, n)] + body[1:]
        else:
            out = ["int %s = 0;" % i, "do {"] + body[1:-1] + ["} while (%s < %d);" % (i, n)]
        return ["{"] + ["    " + s for s in out] + ["}"]

    def st_if(self, depth):
        out = ["if (%s) {" % self.condition()] + self.block(depth)[1:]
        if self.chance(0.5):
            out = out[:-1] + ["} else {"] + self.block(depth)[1:]
        return out

    def st_switch(self, depth):
        names = self.env.ints + [c for c in self.env.counters if c[0] in "ijn"]
        if not names:
            return self.st_if(depth)
        out = ["switch (%s) {" % self.pick("%s & 3", "%s % 4", "(%s + 1) & 3").replace("%s", self.r.choice(names))]
        cases = self.r.sample(["case 0:", "case 1:", "case 2:", "case 3:", "default:"], self.r.randrange(1, 5))
        with self.jumps(can_break=False):
            for k, case in enumerate(cases):
                out.append(case)
                if self.chance(0.1) and case != "default:" and len(cases) < 5:
                    out += ["case %d: /* as well */" % (4 + k)]
                block = self.block(depth)
                out += block
                if self.chance(0.6) or k + 1 == len(cases) or any("goto" in s for s in block):
                    out.append("    break;")
                else:
                    out.append("    /* fall through */")
        return out + ["}"]

    def st_block(self, depth):
        return self.block(depth)

    def leave(self):
        """'return' as the function needs it."""
        return {"real": lambda: "return %s;" % self.bounded(), "void": lambda: "return;",
                "struct": lambda: "return %s;" % self.struct_value(2)}[self.result]()

    def st_jump(self, depth):
        choices = []
        if self.can_continue:
            choices += ["continue;"]
        if self.can_break:
            choices += ["break;", "break;"]
        if self.can_return:
            choices += [self.leave()]
        if not choices:
            return self.st_assign(depth)
        return ["if (%s)" % self.condition(), "    " + self.r.choice(choices)]

    PLAIN = {"st_assign": 30, "st_passive": 5, "st_declare": 9, "st_loop": 10, "st_if": 7, "st_switch": 3, "st_jump": 5,
             "st_block": 1}

    def statement(self, depth):
        self.budget -= 1
        if self.budget < 0 or depth > 4:
            return self.st_assign(depth)
        return getattr(self, self.weighted(self.weights))(depth)

    # -------------------------------------------------------------- functions

    @contextlib.contextmanager
    def function(self, result, budget):
        """Everything about the function around is put aside while another one is written."""
        saved = (self.env, self.can_break, self.can_continue, self.can_return, self.result, self.budget, self.loops,
                 self.level)
        self.env, self.result, self.budget, self.loops = Env(), result, budget, 4
        self.env.long = list(getattr(self, "globals_long", []))
        self.can_break = self.can_continue = False
        self.can_return = True
        self.level += 1
        yield
        (self.env, self.can_break, self.can_continue, self.can_return, self.result, self.budget, self.loops,
         self.level) = saved

    def callee(self, kind):
        """The name of a function of this kind, perhaps a new one."""
        known = self.callees.setdefault(kind, [])
        if known and (self.chance(0.6) or self.level > 2):
            return self.r.choice(known)
        if self.level > 3:
            return None
        name = "g%s%s" % (self.name(""), self.tag)
        text = getattr(self, "fn_" + kind)(name)
        self.functions += text + [""]
        known.append(name)
        return name

    def finish(self, head, lines):
        return [head, "{"] + ["    " + s for s in lines] + ["}"]

    # ---------------------------------------------------------------- program

    def text(self):
        with self.function("real", self.r.randrange(6, 20)):
            self.loops = 0
            body = self.main_function()
        check = self.check()
        return "\n".join(["/* Program %s. */" % self.tag[1:]] + self.file_scope + [""] + self.functions + body + [""] + check) + "\n"
