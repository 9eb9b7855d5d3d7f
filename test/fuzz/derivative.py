"""derivative.py - derives random programs and checks what comes out: see tools/fuzz derivative --help."""
import collections
import os
import random
import re
import shutil
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reduce
import shapes

TEST = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, TEST)
from linking import ROOTS, linking
from switches import SWITCHES, UNGUESSED, disable
ROOT = os.path.dirname(TEST)
BATCH = 50  # programs that share a C file; seeds 50 k to 50 k + 49
# Random programs have unused results, and compare what they should not.
WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-unused", "-Wno-unused-parameter",
            "-Wno-unused-but-set-parameter", "-Wno-unused-but-set-variable", "-Wno-sign-compare"]
# Optimisers compute functions of constants themselves, here and there, to other last bits.
AT_RUN_TIME = ["-fno-builtin-%s%s" % (f, t) for f in "sin cos tanh exp atan sqrt log pow fma fmin fmax fmod floor cabs cexp".split()
               for t in ("", "f", "l")]
SANITIZE = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
# Three fifths of what the undefined behaviour sanitizer costs; the address sanitizer sees most of it.
THOROUGH = ["null", "alignment", "object-size", "pointer-overflow"]
PROLOGUE = """#include <complex.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

"""


def strict(cc):
    return WARNINGS + ([] if "clang" in os.path.basename(cc) else UNGUESSED)


class Config:
    """How programs and their derivatives are compiled and linked; those of one configuration fit together."""

    def __init__(self, cc, optimise="-O0", sanitized=False, tiny=False, thorough=False, only_read=False):
        self.cc, self.optimise, self.sanitized, self.tiny = cc, optimise, sanitized, tiny
        self.only_read = only_read # compiled for its warnings alone
        self.link = SANITIZE if sanitized else []
        less = ["-fno-sanitize=" + ",".join(THOROUGH)] if sanitized and not thorough else []
        self.flags = strict(cc) + [optimise] + (AT_RUN_TIME if optimise != "-O0" else []) + self.link + less
        self.key = (re.sub(r"\W+", "", os.path.basename(cc)) + optimise + ("-sanitized" if sanitized else "") +
                    ("-thorough" if thorough else "") + ("-tiny" if tiny else "") + ("-read" if only_read else ""))

    def describe(self):
        return self.key.replace("-", " ").replace("  ", " -")


class Plan:
    """How the programs of a batch are derived and compiled: a list of (switches, configurations)."""

    def __init__(self, batch, cc, gcc):
        r = random.Random("plan %d" % batch)
        first, second = (cc, gcc) if r.random() < 0.95 else (gcc, cc) # gcc's sanitizers take three times as long
        tiny = r.random() < 0.5 # a tape of tiny chunks
        optimise = r.choice(["-O0"] * 10 + ["-Og"] * 4 + ["-O2"] if second == gcc else ["-O0", "-O0", "-O2"])
        off = sorted(r.sample(SWITCHES, r.choice([1, 1, 2, 3, 4, 6])))
        third, fourth = r.choice([(cc, cc)] * 4 + [(cc, gcc), (gcc, cc)])
        thorough = r.random() < 0.2
        only_read = second == gcc and r.random() < 0.6
        self.derived = [([], [Config(first, sanitized=True, tiny=tiny, thorough=thorough), Config(second, optimise, only_read=only_read)]),
                        ([disable(off)], [Config(third)])]
        if r.random() < 0.3:
            self.derived.append(([disable(SWITCHES)], [Config(fourth)]))

    def describe(self):
        return "; ".join("%s by %s" % (" ".join(switches) or "default", " and ".join(c.key for c in configs)) for switches, configs in self.derived)


class Failure(Exception):
    """what: a stage such as 'adcc' or 'run --disable=...'; text: what it said."""

    def __init__(self, what, text, command, env=None):
        super().__init__(what)
        self.what, self.text, self.command, self.env = what, text, command, env

    def signature(self):
        """What a smaller program must share: the stage and the kind of complaint, without numbers and names."""
        lines = [t for t in self.text.splitlines() if t.strip()]
        keys = [t for t in lines if re.search(r"(error|ERROR|runtime error|SUMMARY|^line \d+):?", t)] or lines or [""]
        key = re.sub(r"\[\d+\]", "", keys[0])
        key = re.sub(r"0x[0-9a-f]+|==\d+==|-?\d[\d.e+-]*|'[^']*'|\"[^\"]*\"|/\S+|\w+_\d+\w*", "#", key)
        if "value after" in key or "against" in key or "<y_b" in key or "adjoint" in key:
            key = re.sub(r":.*", "", key.split(": ", 1)[-1])
        return self.what, key[:90]


class Tester:
    def __init__(self, build, cc="clang-19", gcc="gcc"):
        self.build, self.cc, self.gcc = os.path.abspath(build), cc, gcc
        self.work = os.path.join(self.build, "fuzz")
        self.objects = os.path.join(self.work, "objects")
        os.makedirs(self.objects, exist_ok=True)
        self.include = ["-I", os.path.join(self.build, "include"), "-I", TEST]
        self.lock = threading.Lock()

    def run(self, what, command, timeout=300, env=None, **more):
        """Runs a command that must succeed and say nothing."""
        try:
            r = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               errors="replace", timeout=timeout, env=env, **more)
        except subprocess.TimeoutExpired:
            raise Failure(what, "timeout", command, env) from None
        if r.returncode or r.stdout:
            raise Failure(what, "exit %d\n%s" % (r.returncode, r.stdout), command, env)

    def shared(self, config, source, more=()):
        """The object file of something that all batches use, made once."""
        path = os.path.join(self.objects, "%s-%s%s.o" % (config.key, os.path.basename(source), "".join(more)))
        with self.lock:
            if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(source):
                self.run("compile", [config.cc, *config.flags, *more, *self.include, "-I", os.path.join(ROOT, "runtime"), "-D_GNU_SOURCE", "-c", source, "-o", path])
        return path

    def runtime(self, config):
        if not config.tiny:
            return [os.path.join(self.build, "lib", "libadcc_rt.a")]
        return [self.shared(config, os.path.join(ROOT, "runtime", f), ["-DADCC_STACK_CHUNK=64"])
                for f in ["stack.c", "sort.c", "heap.c", "checkpoint.c"]]

    def derive(self, folder, switches):
        """Writes a file of derivatives; its path, which says how many switches are off."""
        grad = os.path.join(folder, "off-%d.c" % (switches[0].count(",") + 1 if switches else 0))
        self.run("adcc" + "".join(" " + s for s in switches),
                 [os.path.join(self.build, "bin", "adcc"), *self.include, "-w", *switches, os.path.join(folder, "f.c"), "-o", grad])
        return grad

    def execute(self, what, folder, grad, config):
        """Compiles derivatives, links them to the programs and runs all."""
        if config.only_read:
            self.run("compile " + what, [config.cc, *config.flags, *self.include, "-fsyntax-only", grad])
            return
        program = "%s-%s" % (grad[:-2], config.key)
        source = os.path.join(folder, "f-%s.o" % config.key)
        if not os.path.exists(source):
            self.run("source " + config.key, [config.cc, *config.flags, *self.include, "-c", os.path.join(folder, "f.c"), "-o", source])
        self.run("compile " + what, [config.cc, *config.flags, *self.include, "-c", grad, "-o", program + ".o"])
        own = ["check.c", ROOTS] if config.sanitized else ["check.c"]
        objects = [source, program + ".o", *[self.shared(config, os.path.join(TEST, s)) for s in own], *self.runtime(config)]
        self.run("link " + what, linking(self.gcc, config.cc, config.link, [*objects, "-lm", "-lpthread"], program))
        env = dict(os.environ, ASAN_OPTIONS="detect_leaks=1", LSAN_OPTIONS="use_globals=0", UBSAN_OPTIONS="print_stacktrace=0",
                   CHECK_ROUGH=os.path.join(folder, "rough"))
        self.run("run " + what, [program], cwd=folder, timeout=120, env=env)
        if re.search("adcc_run_(begin|costly)", open(grad).read()): # time loops in runs, however short
            self.run("run in runs " + what, [program], cwd=folder, timeout=120, env=dict(env, ADCC_RUN_LIMIT="1"))

    def defined(self, folder):
        """Raises Failure unless the programs themselves are accepted and clean, uninitialised memory included."""
        source = os.path.join(folder, "f.c")
        for cc, sanitize in [(self.gcc, SANITIZE), (self.cc, ["-g", "-fsanitize=memory", "-fno-sanitize-recover=all"])]:
            program = os.path.join(folder, "defined")
            self.run("source", [cc, *strict(cc), "-O0", *sanitize, *self.include, "-DCHECK_MODE=0", source, os.path.join(TEST, "check.c"), "-lm", "-o", program])
            self.run("source", [program], timeout=20)

    def test(self, text, plan, folder):
        """Everything that is checked about one C file; raises Failure."""
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        with open(os.path.join(folder, "f.c"), "w") as f:
            f.write(text)
        for switches, configs in plan.derived:
            grad = self.derive(folder, switches)
            for config in configs:
                self.execute(" ".join(switches + [config.key]), folder, grad, config)


def source(programs):
    """One C file of several programs (seed, text)."""
    main = ["int main(int argc, char **argv)", "{", "    int only = argc > 1 ? atoi(argv[1]) : -1;", ""]
    for seed, _ in programs:
        main += ["    if (only < 0 || only == %d)" % seed, "        check_%d();" % seed]
    main += ["    return check_status();", "}", ""]
    return PROLOGUE + "\n".join(text for _, text in programs) + "\n" + "\n".join(main)


def rough(folder):
    """The number of programs whose differences did not converge."""
    path = os.path.join(folder, "rough")
    return len(set(open(path))) if os.path.exists(path) else 0


REFUSAL = re.compile(r"f\.c:(\d+):\d+: error: (.*)")


class Fuzzer:
    def __init__(self, tester, options):
        self.tester, self.options = tester, options
        self.refusals = collections.Counter()
        self.example = {}
        self.failures = []
        self.done = self.rough = 0
        self.lock = threading.Lock()

    def batch(self, seeds):
        """Tests the programs of these seeds, which are of one batch."""
        programs = [(seed, shapes.Program(seed).text()) for seed in seeds]
        plan = Plan(seeds[0] // BATCH, self.tester.cc, self.tester.gcc)
        folder = os.path.join(self.tester.work, "batch%d" % (seeds[0] // BATCH))
        self.attempt(programs, plan, folder)
        if not self.options.keep:
            shutil.rmtree(folder, ignore_errors=True)

    def attempt(self, programs, plan, folder):
        while programs:
            try:
                self.tester.test(source(programs), plan, folder)
                with self.lock:
                    self.done += len(programs)
                    self.rough += rough(folder)
                return
            except Failure as f:
                refused = self.refused(programs, f)
                if refused:
                    programs = [p for p in programs if p[0] not in refused]
                    continue
                if len(programs) == 1:
                    self.failed(programs[0], plan, folder, f)
                    return
                guilty = self.culprits(programs, f, folder)
                for p in [p for p in programs if p[0] in guilty]:
                    self.attempt([p], plan, folder)
                rest = [p for p in programs if p[0] not in guilty]
                if guilty:
                    programs = rest
                    continue
                half = len(programs) // 2
                before = len(self.failures)
                self.attempt(programs[:half], plan, folder)
                self.attempt(programs[half:], plan, folder)
                if len(self.failures) == before:
                    self.failed((programs[0][0], source(programs)), plan, folder, f)
                return
        return

    def culprits(self, programs, failure, folder):
        """The seeds of programs that may be why; none if there is no telling."""
        seeds = {seed for seed, _ in programs}
        if failure.what.startswith("run"):
            found = set()
            for seed in seeds:
                try:
                    self.tester.run("run", [*failure.command, str(seed)], cwd=folder, timeout=20, env=failure.env)
                except Failure:
                    found.add(seed)
            return found
        found = set()
        for name, line in re.findall(r"/(\w+\.c):(\d+):\d+: error:", failure.text):
            lines = open(os.path.join(folder, name)).read().splitlines()[:int(line)]
            for text in reversed(lines):
                m = re.match(r"[a-z/].*_(\d+)\w*\(|/\* Program (\d+)", text)
                if m:
                    found.add(int(m.group(1) or m.group(2)))
                    break
        return found & seeds

    def refused(self, programs, failure):
        """The seeds of programs that adcc refuses."""
        if not failure.what.startswith("adcc") or "exit 1\n" not in failure.text:
            return set()
        lines = source(programs).splitlines()
        seeds = set()
        for match in REFUSAL.finditer(failure.text):
            for at in range(int(match.group(1)) - 1, -1, -1):
                program = re.match(r"/\* Program (\d+)", lines[at])
                if program:
                    seed = int(program.group(1))
                    break
            else:
                continue
            if seed not in seeds:
                seeds.add(seed)
                message = re.sub(r"'[^']*'", "'...'", match.group(2))
                with self.lock:
                    self.refusals[message] += 1
                    self.example.setdefault(message, (seed, match.group(0)))
        return seeds

    def failed(self, program, plan, folder, failure):
        seed, text = program
        with self.lock:
            self.failures.append(seed)
            known = sum(1 for f in self.failures)
        said = "\n".join(failure.text.splitlines()[:12])
        report = "seed %d: %s\n  (%s)\n%s\n" % (seed, failure.what, plan.describe(), said)
        if not text.startswith("#include"):
            text = source([program])
        if self.options.reduce and known <= self.options.reduce:
            text, ran = reduce.reduce(self.tester, text, plan, failure, folder + "-reduce", self.options.seconds)
            report += "reduced in %d runs:\n" % ran
        kept = os.path.join(self.tester.work, "seed%d.c" % seed)
        with open(kept, "w") as f:
            f.write("/* adcc %s\n * %s\n%s */\n" % (failure.what, plan.describe(), re.sub(r"^", " * ", said.replace("*/", "* /"), flags=re.M)) + text)
        if self.options.reduce and known <= self.options.reduce:
            report += "\n".join(t for t in text.splitlines() if not t.startswith("#include")) + "\n"
        print(report + "(kept in %s)\n" % kept, flush=True)
