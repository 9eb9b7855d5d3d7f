"""many.py - calls adcc often, through adcc-many (many.c), where it was built."""
import os
import subprocess


class Many:
    def __init__(self, build, said):
        """said: a file for what a command says."""
        self.said = said
        self.process = subprocess.Popen([os.path.join(build, "bin", "adcc-many")], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def run(self, arguments):
        """Exit status of adcc with these arguments (or minus a signal), and what it said."""
        command = b"".join(os.fsencode(a) + b"\0" for a in [self.said, "adcc", *arguments])
        self.process.stdin.write(b"%d\n" % len(command) + command)
        self.process.stdin.flush()
        status = self.process.stdout.readline()
        if not status:
            raise RuntimeError("adcc-many ended")
        with open(self.said, errors="replace") as f:
            return int(status), f.read()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
