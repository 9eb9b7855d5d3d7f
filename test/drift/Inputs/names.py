"""names.py FOLDER BUILD COMPILER...: differentiates files with odd names; compiles the result and looks for drift."""
import os
import subprocess
import sys

folder, build, compiler = sys.argv[1], sys.argv[2], sys.argv[3:]
adcc = build + "/bin/adcc"
SOURCE = "#include <adcc.h>\nADCC_ADJOINT()\ndouble f(double x) { return x * x; }\n"
NAMES = ["-x 'y'.c", 'a"b\\.c', "a\nb\t.c", "a*b?[1].c", "$(x) `y`;.c", "\u00e4\udcff.c", "a, made by adcc b.c", "...c",
         ".../d, e.c", "%s%n#~.c", "\u202e*", "x=y:z.c"]


def run(command, where="."):
    got = subprocess.run(command, capture_output=True, cwd=where)
    if got.returncode:
        sys.exit(f"{command}: {got.returncode}\n{got.stdout}\n{got.stderr}")


for number, name in enumerate(NAMES):
    home = f"{folder}/{number}"
    os.makedirs(os.path.dirname(f"{home}/{name}"))
    os.makedirs(f"{home}/o ut")
    os.chdir(home)
    open("./" + name, "w").write(SOURCE)
    run([adcc, "./" + name])
    beside = [f"{where}/{file}" for where, _, files in os.walk(".") for file in files if "_grad.c" in file][0]
    other = "./o ut/-" + name.replace("/", "")
    run([adcc, "./" + name, "-DX=" + name, "-o", other, "--header", other + ".h", "-I", os.path.dirname("./" + name)])
    for output in [beside, other]:
        run([adcc, "--drift", output])
        run([adcc, "--drift", os.path.abspath(output)], "/")
        run(compiler + ["-x", "c", "-fsyntax-only", "-Werror=comment", output])
    if "\n" not in name:
        run([adcc, "-MD", "-MF", "rules", "./" + name, "-o", "out.c"])
        if not any(c in name for c in "=;"):
            run(["make", "-rRq", "-f", "rules", "out.c"])
