"""linking.py - how tests link: by gold where there is one, called as gcc would call it, in half the time."""
import functools
import glob
import os
import platform
import shlex
import shutil
import subprocess

ROOTS = "roots.c" # to link with what is sanitized where LSAN_OPTIONS=use_globals=0


def where_is(cc, name):
    """Path of a runtime of clang; the name itself if there is none.  Starting clang takes as long as it links."""
    bin = os.path.dirname(os.path.realpath(shutil.which(cc) or cc))
    beside = glob.glob(os.path.join(os.path.dirname(bin), "lib", "clang", "*", "lib", "linux", name))
    if len(beside) == 1:
        return beside[0]
    return subprocess.run([cc, "-print-file-name=" + name], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.strip()


def driver(gcc, cc, flags):
    """The compiler that links what cc compiled with these flags, and what it is told."""
    fast = [gcc] + (["-fuse-ld=gold"] if shutil.which("ld.gold") else [])
    sanitizers = [f for f in flags if f.startswith("-fsanitize")]
    if not sanitizers or cc == gcc:
        return fast + sanitizers
    name = f"libclang_rt.asan-{platform.machine()}.so"
    runtime = where_is(cc, name)
    if runtime == name or any("address" not in f for f in sanitizers): # not there, or another one
        return [cc, *sanitizers]
    return fast + [runtime, "-Wl,-rpath," + os.path.dirname(runtime)]


@functools.cache
def around(command):
    """The linker's own command, as two lists around what is linked; None if it is not gold that gcc calls."""
    said = subprocess.run([*command, "-###", "OBJECTS.o", "-o", "PROGRAM"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True).stdout
    words = next((w for w in map(shlex.split, said.splitlines()) if w and w[0].endswith("/collect2")), [])
    if "-fuse-ld=gold" not in words or words.count("OBJECTS.o") != 1 or words.count("PROGRAM") != 1:
        return None
    plugin = words.index("-plugin") if "-plugin" in words else len(words) # of link time optimisation
    words = [w for i, w in enumerate(words) if i not in [plugin, plugin + 1] and not w.startswith("-plugin-opt=")]
    at = words.index("OBJECTS.o")
    return [w for w in words[1:at] if w != "-fuse-ld=gold"], words[at + 1:]


def linking(gcc, cc, flags, linked, program):
    """Command that links what cc compiled with these flags."""
    command = driver(gcc, cc, flags)
    parts = around(tuple(command)) if "-fuse-ld=gold" in command else None
    if not parts:
        return [*command, *linked, "-o", program]
    before, after = [[program if w == "PROGRAM" else w for w in part] for part in parts]
    return ["ld.gold", *before, *linked, *after]
