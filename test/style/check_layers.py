"""Which headers a file of compiler/ may include: base.h < ir.h < adcc.h, and libclang only in clang*.c."""
import os
import re
import sys

BASE = ["arena.c", "str.c", "map.c", "bits.c", "diag.c"]
IR = ["type.c", "expr.c", "stmt.c", "walk.c", "check.c", "dump.c", "print.c"]
folder = os.path.join(sys.argv[1], "compiler")
bad = 0


def complain(name, line, text):
    global bad
    bad += 1
    print(f"compiler/{name}:{line}: {text}")


def allowed(name):
    """The project's headers that a file may include."""
    if name in BASE or name == "ir.h":
        return ["base.h"]
    if name in IR or (name.startswith("print") and name.endswith(".c")):
        return ["ir.h", "base.h", "print.h"]
    if name == "adcc.h":
        return ["ir.h"]
    if name == "base.h":
        return []
    if name.startswith("clang"):
        return ["adcc.h", "clang_internal.h"]
    # The passes: adcc.h, and the headers that some of them share, such as reverse.h.
    return [h for h in os.listdir(folder) if h.endswith(".h")
            and h not in ["base.h", "ir.h", "clang_internal.h", "print.h"]]


for name in sorted(os.listdir(folder)):
    if not name.endswith((".c", ".h")):
        continue
    for number, text in enumerate(open(os.path.join(folder, name)), 1):
        if m := re.match(r'\s*#\s*include\s+"([^"]*\.h)"', text):
            if m[1] not in allowed(name):
                complain(name, number, f"includes {m[1]}, which its layer does not know")
        if "clang-c/" in text and re.match(r"\s*#\s*include", text) and name != "clang_internal.h":
            complain(name, number, "only clang_internal.h includes libclang")
sys.exit(bad > 0)
