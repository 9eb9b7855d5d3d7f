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
        return self.run_all([arguments])[0]

    def run_all(self, commands):
        """The same of each of several commands that read the same sources in the same way, once."""
        said = [self.said + (f".{i}" if i else "") for i in range(len(commands))]
        texts = [b"".join(os.fsencode(a) + b"\0" for a in [s, "adcc", *c]) for s, c in zip(said, commands)]
        command = b"\0".join(texts)
        self.process.stdin.write(b"%d\n" % len(command) + command)
        self.process.stdin.flush()
        return [self.answer(s) for s in said]

    def answer(self, said):
        status = self.process.stdout.readline()
        if not status:
            raise RuntimeError("adcc-many ended")
        if not os.path.exists(said): # the sources were not read
            return int(status), ""
        with open(said, errors="replace") as f:
            return int(status), f.read()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
