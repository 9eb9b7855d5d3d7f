"""frontend.py - feeds adcc damaged C files: it may refuse them, but not crash, hang or fail inside.

    cmake -S . -B build-asan -DADCC_ASAN=ON && cmake --build build-asan --target adcc
    tools/fuzz frontend --build build-asan 1000

Takes C files (by default those of test/ and examples/), changes bytes or tokens at random, and runs adcc
on them.  What makes it crash is kept in BUILD/fuzz.  Options: --seed N, --emit KIND, --jobs N, FILE.c ...
"""
import argparse
import concurrent.futures
import os
import random
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOKEN = re.compile(rb"[A-Za-z_]\w*|\d[\w.]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\s+|[^\w\s]")
SPICE = [b"0", b"1", b"-1", b"1.5f", b"(", b")", b"{", b"}", b"[", b"]", b";", b",", b"*", b"&", b"...", b"=", b"++", b"?", b":",
         b"#define x y\n", b"\n#if 0\n", b"\n#endif\n", b"#", b"##", b"\\\n", b"/*", b"//", b"\"", b"'", b"sizeof", b"static",
         b"extern", b"struct", b"union", b"enum", b"typedef", b"goto", b"case", b"default:", b"switch", b"for(;;)", b"do",
         b"while", b"return", b"volatile", b"restrict", b"const", b"_Generic", b"__attribute__((packed))", b"_Alignas(16)",
         b"void", b"char", b"long", b"double", b"_Complex", b"_Atomic", b"va_list", b"({", b"})", b"&&", b"L'x'", b"\0", b"\xff"]


def damage(text, rng):
    """A copy of the text with a few random changes."""
    if rng.random() < 0.2:
        data = bytearray(text)
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(data) + 1)
            what = rng.randrange(3)
            if what == 0:
                data[at:at] = bytes([rng.randrange(256)])
            elif what == 1:
                del data[at:at + rng.randint(1, 30)]
            elif at < len(data):
                data[at] = rng.randrange(256)
        return bytes(data)
    tokens = TOKEN.findall(text)
    for _ in range(rng.randint(1, 6)):
        if not tokens:
            break
        at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        what = rng.randrange(6)
        if what == 0:
            del tokens[at]
        elif what == 1:
            tokens[at] = tokens[other]
        elif what == 2:
            tokens[at:at] = [b" ", rng.choice(SPICE), b" "]
        elif what == 3:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif what == 4:
            tokens[at] = rng.choice(SPICE)
        else:
            low, n = min(at, other), rng.randint(1, 12)
            tokens[low:low] = tokens[other:other + n]
    return b"".join(tokens)


def attempt(args, files, number):
    """One damaged file; None if adcc behaves."""
    rng = random.Random(args.seed * 1000003 + number)
    source = rng.choice(files)
    with open(source, "rb") as f:
        text = damage(f.read(), rng)
    path = os.path.join(args.work, "%d-%d.c" % (args.seed, number))
    with open(path, "wb") as f:
        f.write(text)
    command = [os.path.join(args.build, "bin", "adcc"), "--emit=" + args.emit, path, "-o", path + ".out", "-I",
               os.path.dirname(source), "-I", os.path.join(ROOT, "test"), "-I", os.path.join(args.build, "include"), "-w"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                              env=dict(os.environ, ASAN_OPTIONS="detect_leaks=0"))
        status, said = done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired:
        status, said = "timeout", ""
    if os.path.exists(path + ".out"):
        os.unlink(path + ".out")
    if status in (0, 1) and "clang crashed" not in said:
        os.unlink(path)
        return None
    if status == 1:
        os.unlink(path) # libclang's defect, reported as such
        return None
    return "%s (from %s): status %s\n%s" % (path, os.path.relpath(source, ROOT), status, said[-1500:])


def main(arguments):
    parser = argparse.ArgumentParser(prog="fuzz frontend", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--build", default=os.path.join(ROOT, "build-asan"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--emit", default="primal")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    args = parser.parse_args(arguments)
    args.build = os.path.abspath(args.build)
    args.work = os.path.join(args.build, "fuzz")
    os.makedirs(args.work, exist_ok=True)
    files = args.files
    if not files:
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "test/*.c", "examples/*.c"], stdout=subprocess.PIPE)
        files = [os.path.join(ROOT, f) for f in listed.stdout.decode().split()]
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for problem in pool.map(lambda n: attempt(args, files, n), range(args.count)):
            if problem:
                bad += 1
                print(problem, flush=True)
    print("fuzz: %d files, %d bad" % (args.count, bad))
    return 1 if bad else 0
