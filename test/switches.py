"""switches.py - what --disable takes, and how tests put it together.

    switches.py adcc    says nothing if these are the switches that adcc has
"""
import random
import re
import subprocess
import sys

SWITCHES = ["activity", "tbr", "recompute", "liveness", "block-tape", "joint", "simplify", "sink", "rerun", "fuse", "costly",
            "elements", "checkpoint", "foresee", "sums", "order", "blocks", "inline", "direct", "restrict", "scatter", "gather", "ring",
            "apart", "fields", "reciprocal", "products", "contract", "window", "filled", "stages", "hold", "assume", "twins",
            "abreast", "lift", "flat", "independent", "unroll", "largest", "couple", "roots"]
GROUP = 21
# gcc's guesses that are wrong at times: what may be uninitialised, what may dangle (gcc 12 says so of a
# block within a loop that a goto enters), and that a pointer that was freed if it is null may not be saved.
UNGUESSED = ["-Wno-maybe-uninitialized", "-Wno-dangling-pointer", "-Wno-use-after-free"]


def groups(name, each=False):
    """Lists of switches that are off together, put together anew for each name, and a last one of all:
    each switch is off once, and any two together for some names.  Or each alone."""
    mixed = sorted(SWITCHES)
    random.Random(name).shuffle(mixed)
    size = 1 if each else GROUP
    return [mixed[i:i + size] for i in range(0, len(mixed), size)] + [SWITCHES]


def disable(off):
    return "--disable=" + ",".join(off)


def without_command(text):
    """Text of derivatives without the command that made them, to compare it."""
    return re.sub(r"^ \* Command: .*\n(?: \*     .*\n)*", "", text, flags=re.M)


if __name__ == "__main__":
    said = subprocess.run([sys.argv[1], "--help=disable"], stdout=subprocess.PIPE, text=True, check=True).stdout
    known = set(re.findall(r"^  (\S+)", said, flags=re.M))
    if known != set(SWITCHES):
        sys.exit("not in both lists: " + " ".join(sorted(known ^ set(SWITCHES))))
