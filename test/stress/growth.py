#!/usr/bin/env python3
"""growth.py ADCC FOLDER - adcc takes time and memory that grow with a program, not with its square.

Each kind of program is written twice, the second four times as large.  The second must take less
than ten times as long and six times the memory of the first, beyond half a second and 60 megabytes.
"""
import os
import resource
import sys


def product(n):
    factors = " * ".join(f"x[{i}]" for i in range(n))
    return f"double f(const double *x)\n{{\n    return {factors};\n}}\n"


def nested_ifs(n):
    opened = "".join(f"if (n > {i}) {{ y = y * x + y;\n" for i in range(n))
    return f"double f(double x, int n)\n{{\n    double y = x;\n{opened}{'}' * n}\n    return y;\n}}\n"


def chain(n):
    text = "static double g0(double x) { return x * x; }\n"
    for i in range(1, n):
        text += f"static double g{i}(double x) {{ return g{i - 1}(x * {i}.0) + x; }}\n"
    return text + f"double f(double x)\n{{\n    return g{n - 1}(x) * x;\n}}\n"


def chain_in_place(n):
    text = "static void g0(double *x) { x[0] *= x[1]; }\n"
    for i in range(1, n):
        text += f"static void g{i}(double *x) {{ x[1] = x[0] * {i}.0; g{i - 1}(x); x[0] *= x[1]; }}\n"
    return text + f"double f(double *x)\n{{\n    g{n - 1}(x);\n    return x[0];\n}}\n"


def statements(n):
    lines = "".join(f"    y = y * x[{i}] + y;\n" for i in range(n))
    return f"double f(const double *x)\n{{\n    double y = x[0];\n{lines}    return y;\n}}\n"


def values(n):
    lines = "".join(f"    double v{i} = v{i - 1} * 0.5 + sin(v{i - 2});\n" for i in range(2, n))
    return ("#include <math.h>\ndouble f(double x)\n{\n    double v0 = x, v1 = x * x;\n"
            f"{lines}    return v{n - 1};\n}}\n")


def local_arrays(n):
    lines = "".join(f"    double a{i}[2];\n    g(a{i - 1}, a{i});\n" for i in range(1, n))
    return ("static void g(const double *a, double *b)\n{\n    b[0] = a[0] * a[1];\n    b[1] = a[0] + b[0];\n}\n"
            f"double f(double x)\n{{\n    double a0[2] = {{x, x}};\n{lines}    return a{n - 1}[1];\n}}\n")


def cost(adcc, folder, name, text):
    """Seconds of processor time, and megabytes."""
    path = os.path.join(folder, name + ".c")
    named = "static" in text or "#include" in text
    with open(path, "w") as f:
        f.write("" if named else "#include <adcc.h>\nADCC_ADJOINT()\nADCC_TANGENT()\n")
        f.write(text)
    command = adcc + [path, "-o", os.path.join(folder, name + "_grad.c"), "-fbracket-depth=100000"]
    if named:
        command += ["--adjoint", "f", "--tangent", "f"]
    pid = os.fork()
    if pid == 0:
        os.execv(command[0], command)
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{name}: {' '.join(command)}: status {status}")
    return used.ru_utime, used.ru_maxrss / 1024


def main():
    adcc, folder = sys.argv[1:-1], sys.argv[-1]
    failed = False
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    for kind, n in (product, 500), (nested_ifs, 120), (chain, 250), (chain_in_place, 250), \
            (statements, 500), (values, 1500), (local_arrays, 300):
        small, large = (cost(adcc, folder, f"{kind.__name__}{k}", kind(k)) for k in (n, 4 * n))
        fits = large[0] < 10 * small[0] + 0.5 and large[1] < 6 * small[1] + 60
        failed |= not fits
        if not fits:
            print(f"{kind.__name__} of {n}: {small[0]:.2f} s, {small[1]:.0f} MB; "
                  f"of {4 * n}: {large[0]:.2f} s, {large[1]:.0f} MB")
    return failed


sys.exit(main())
