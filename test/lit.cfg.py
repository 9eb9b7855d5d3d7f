"""lit.cfg.py - how lit runs the tests: test/README.md says what there is.

    python3 /usr/lib/llvm-19/build/utils/lit/lit.py test [--param build=DIR] [--param mode=tangent]
        [--param next=1] [--param style=1] [--param quick=1] [--param each=1]
"""
import glob
import os
import shutil
import sys

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
param = lit_config.params.get
build = os.path.abspath(param("build", os.path.join(here, "..", "build")))


def newest(pattern):
    """The file of the newest LLVM that matches, or None."""
    version = lambda path: [int(n) for n in path.split("llvm-")[1].split("/")[0].split(".") if n.isdigit()]
    found = sorted(glob.glob(pattern), key=version)
    return found[-1] if found else None


config.name = "adcc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test"]
config.excludes = ["Inputs", "check.c", "lanes.c", "many.c", "README.md", "roots.c"]
config.test_source_root = here
config.test_exec_root = os.path.join(build, "test")

filecheck = newest("/usr/lib/llvm-*/bin/FileCheck")
clang = param("clang") or newest("/usr/lib/llvm-*/bin/clang") or shutil.which("clang")
gcc = param("gcc") or shutil.which("gcc")
if not filecheck or not clang or not gcc:
    lit_config.fatal("FileCheck, clang and gcc are needed: apt-get install llvm-19-tools clang-19 gcc")
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), os.path.dirname(filecheck), os.environ["PATH"]])
for name in ["HOME", "TMPDIR", "LANG"]:
    if name in os.environ:
        config.environment[name] = os.environ[name]
# Compilers, adcc among them, spend a sixth of their time on getting memory page by page.
config.environment["GLIBC_TUNABLES"] = ":".join(["glibc.malloc.hugetlb=1", "glibc.malloc.arena_max=1",
                                                 "glibc.malloc.top_pad=16777216", "glibc.malloc.mmap_threshold=33554432"])

mode = param("mode", "all")
quick = (" --quick" if param("quick") else "") + (" --each" if param("each") else "")
adcc = os.path.join(build, "bin", "adcc") + " -I " + os.path.join(build, "include") + " -I " + here
config.substitutions += [
    ("%run-all", f"{sys.executable} {here}/run-all --build={build} --mode={mode} --cc={clang} "
                 f"--gcc={gcc} --out=%t.out{quick}"),
    ("%run-directions", f"{sys.executable} {here}/run-directions --build={build} --cc={clang} --gcc={gcc} "
                        f"--out=%t.out --only={'fast' if param('quick') else 'all'}"),
    ("%run-lowered", f"{sys.executable} {here}/run-lowered --adcc='{adcc}' --cc={clang} --gcc={gcc} "
                     "--out=%t"),
    ("%python", sys.executable),
    ("%fails", f"{here}/fails"),
    ("%adcc", adcc),
    ("%clang", f"{clang} -std=c11 -Wall -Wextra -Werror -I {build}/include -I {here}"),
    ("%gcc", f"{gcc} -std=c11 -Wall -Wextra -Werror -I {build}/include -I {here}"),
    ("%roundtrip", f"{sys.executable} {os.path.dirname(here)}/tools/roundtrip --build {build}"),
    ("%build", build),
    ("%root", os.path.dirname(here)),
]
for feature in ["next", "style"]:
    if param(feature):
        config.available_features.add(feature)
if shutil.which("csmith") and os.path.exists("/usr/include/csmith/csmith.h"):
    config.available_features.add("csmith")
if glob.glob("/usr/src/gcc-12/gcc-12*-dfsg.tar.xz"):
    config.available_features.add("gcc-source")
config.available_features.add("mode-" + mode)
