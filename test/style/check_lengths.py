"""Limits: 60 lines a function, 1000 a file, 100 columns, 200 lines of README, no space at line ends."""
import glob
import os
import subprocess
import sys

os.chdir(sys.argv[1])
bad = 0


def complain(text):
    global bad
    bad += 1
    print(text)


tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True).stdout.split("\n")
if len(tracked) < 2:
    tracked = [f for g in ["compiler", "runtime", "test", "tools", "docs", "examples", "bench"]
               for f in glob.glob(g + "/**", recursive=True)] + ["README.md", "CMakeLists.txt"]
sources = [f for f in tracked if f.startswith(("compiler/", "runtime/")) and f.endswith((".c", ".h"))]
for name in sorted(tracked):
    if not os.path.isfile(name) or not name.endswith((".c", ".h", ".def", ".py", ".sh", ".md", ".txt", ".test")):
        continue
    lines = open(name, errors="replace").read().split("\n")
    if len(lines) > 1001 and name.endswith((".c", ".h")):
        complain(f"{name}: {len(lines) - 1} lines, more than 1000")
    if name == "README.md" and len(lines) > 201:
        complain(f"{name}: {len(lines) - 1} lines, more than 200")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            complain(f"{name}:{number}: space at the end of the line")
        if len(line) > 100 and name in sources:
            complain(f"{name}:{number}: {len(line)} columns, more than 100")

tags = subprocess.run(["ctags", "-f", "-", "--fields=+ne", "--kinds-C=f", "-L", "-"],
                      input="\n".join(sources), capture_output=True, text=True)
for tag in tags.stdout.splitlines():
    fields = tag.split("\t")
    numbers = {f.split(":")[0]: int(f.split(":")[1]) for f in fields if f.startswith(("line:", "end:"))}
    length = numbers.get("end", 0) - numbers.get("line", 0)
    if length > 60:
        complain(f"{fields[1]}:{numbers['line']}: {fields[0]} has {length} lines, more than 60")
if tags.returncode != 0 or not tags.stdout:
    complain("ctags (universal-ctags) is needed")
sys.exit(bad > 0)
