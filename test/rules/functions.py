"""functions.py - writes a C file that differentiates a call of every function of <math.h>.

    functions.py FILE [flags of the compiler]
"""
import re
import subprocess
import sys

# Without a rule, so that a call through which a derivative flows is an error: functions that round
# to a narrower type, that set bits of a NaN, and that want a whole number as a real.
MISSING = set("""fadd faddl daddl fsub fsubl dsubl fmul fmull dmull fdiv fdivl ddivl fsqrt fsqrtl dsqrtl
    ffma ffmal dfmal scalb scalbf scalbl setpayload setpayloadf setpayloadl
    setpayloadsig setpayloadsigf setpayloadsigl""".split())


def declared(flags):
    """name, type of the value, types of the arguments."""
    text = subprocess.run(["gcc", "-E", "-P", *flags, "-xc", "-"], input="#include <math.h>\n", check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    text = re.sub(r"__attribute__\s*\(\(.*?\)\)\s*(?=[;_])", "", text)
    for result, name, args in re.findall(r"extern\s+([\w\s]+?)\s*\b([a-z]\w*)\s*\(([^()]*)\)", text):
        if "_Float" in result + args or "__" in name or name in MISSING:
            continue
        yield name, result, [re.sub(r"\b__\w+\b|\bconst\b", "", a).strip() for a in args.split(",")]


def function(name, result, types):
    lines, args, sum_of = [], [], ["x * x"]
    for i, t in enumerate(types):
        if t.startswith("char"):
            args.append('""')
        elif "*" in t:
            lines.append(f"    {t.replace('*', '').strip()} p{i} = 0;")
            args.append(f"&p{i}")
            sum_of.append(f"p{i}")
        else:
            args.append(f"({t})x" if t in ["float", "double", "long double"] else "2")
    call = f"{name}({', '.join(args)})"
    if result == "void":
        lines.append(f"    {call};")
    else:
        lines.append(f"    double r = (double){call};")
        sum_of.append("r")
    return [f"ADCC_ADJOINT(wrt(x), of(return)) ADCC_TANGENT(wrt(x), of(return))", f"double t_{name}(double x)",
            "{", *lines, f"    return {' + '.join(sum_of)};", "}"]


def main():
    seen = {name: function(name, result, types) for name, result, types in declared(sys.argv[2:])}
    assert len(seen) > 150, seen
    with open(sys.argv[1], "w") as out:
        out.write("#include <adcc.h>\n#include <math.h>\n")
        for lines in seen.values():
            out.write("\n".join(lines) + "\n")


main()
