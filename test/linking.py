"""linking.py - how tests link: by gcc with gold where there is one, which takes a quarter of the time."""
import os
import platform
import shutil
import subprocess


def linker(gcc, cc, flags):
    """Command that links what cc compiled with these flags."""
    fast = [gcc] + (["-fuse-ld=gold"] if shutil.which("ld.gold") else [])
    sanitizers = [f for f in flags if f.startswith("-fsanitize")]
    if not sanitizers or cc == gcc:
        return fast + sanitizers
    name = f"libclang_rt.asan-{platform.machine()}.so"
    runtime = subprocess.run([cc, "-print-file-name=" + name], stdout=subprocess.PIPE, text=True,
                             check=True).stdout.strip()
    if runtime == name or any("address" not in f for f in sanitizers): # not there, or another one
        return [cc, *sanitizers]
    return fast + [runtime, "-Wl,-rpath," + os.path.dirname(runtime)]
