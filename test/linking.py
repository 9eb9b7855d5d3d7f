"""linking.py - how tests link: by gcc with gold where there is one, which takes a quarter of the time."""
import glob
import os
import platform
import shutil
import subprocess


def where_is(cc, name):
    """Path of a runtime of clang; the name itself if there is none.  Starting clang takes as long as it links."""
    bin = os.path.dirname(os.path.realpath(shutil.which(cc) or cc))
    beside = glob.glob(os.path.join(os.path.dirname(bin), "lib", "clang", "*", "lib", "linux", name))
    if len(beside) == 1:
        return beside[0]
    return subprocess.run([cc, "-print-file-name=" + name], stdout=subprocess.PIPE, text=True,
                          check=True).stdout.strip()


def linker(gcc, cc, flags):
    """Command that links what cc compiled with these flags."""
    fast = [gcc] + (["-fuse-ld=gold"] if shutil.which("ld.gold") else [])
    sanitizers = [f for f in flags if f.startswith("-fsanitize")]
    if not sanitizers or cc == gcc:
        return fast + sanitizers
    name = f"libclang_rt.asan-{platform.machine()}.so"
    runtime = where_is(cc, name)
    if runtime == name or any("address" not in f for f in sanitizers): # not there, or another one
        return [cc, *sanitizers]
    return fast + [runtime, "-Wl,-rpath," + os.path.dirname(runtime)]
