"""enormous.py FOLDER: writes sources that are larger, deeper or odder than what people write."""
import os
import random
import sys

os.chdir(sys.argv[1])
TOP = "#include <adcc.h>\n#include <math.h>\n"
ADJOINT = "ADCC_ADJOINT(wrt(x), of(return))\n"
random.seed(1)


def write(name, text):
    open(name + ".c", "wb").write(text if isinstance(text, bytes) else text.encode())


def function(name, body, parameters="double x", before=""):
    write(name, f"{TOP}{before}{ADJOINT}double f({parameters})\n{{\n{body}\n}}\n")


write("garbage", random.randbytes(10_000_000))
write("zeros", bytes(10_000_000))
write("marks", "".join(random.choices("{}()[];,+-*/<>=!&|^~?:#\"'\\abcxyz0123456789. \n\t", k=10_000_000)))
function("terms", "return " + " + ".join(f"{i % 7 + 1}.0 * x" for i in range(100_000)) + ";")
function("sum", "return " + "\n + ".join(f"{i % 7 + 1}.0 * x" for i in range(3000)) + ";")
function("blocks", "{" * 1000 + "x = x * x;" + "}" * 1000 + "return x;")
function("brackets", "return " + "(" * 10_000 + "x" + ")" * 10_000 + ";")
function("signs", "return " + "- " * 10_000 + "x;")
function("stars", "return " + "*" * 1000 + "x;", f"double {'*' * 1000}x")
function("words", f"double {'v' * 1_000_000} = x * x; return {'v' * 1_000_000};")
function("comment", "return x * x;", before=f"/*{'x' * 5_000_000}*/\n")
function("statements", "x = x * 1.0001;\n" * 5000 + "return x;")
function("cases", "switch (n) {" + "".join(f"case {k}: x *= {k}.5; break;" for k in range(3000)) + "} return x;",
         "int n, double x")
function("bomb", "return A40;", before="#define A0 x + x\n" + "".join(
    f"#define A{i} A{i - 1} + A{i - 1}\n" for i in range(1, 41)))
write("itself", '#include "itself.c"\n' + TOP + ADJOINT + "double f(double x) { return x; }\n")
write("functions", TOP + "".join(f"{ADJOINT}double f{i}(double x) {{ return x * sin(x); }}\n" for i in range(2000)))
write("endless", '#include "/dev/zero"\n')
