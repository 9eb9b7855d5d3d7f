"""reduce.py - makes a program that fails smaller, for as long as it fails in the same way.

Works on lines and braces: statements go, in large pieces first, blocks are unwrapped, expressions in
parentheses become numbers.  A candidate counts if it compiles without warnings and runs clean under the
address, undefined behaviour and memory sanitizers, so that what remains is still a defined program.
"""
import os
import re
import shutil
import time


class Reducer:
    def __init__(self, tester, plan, failure, folder, seconds):
        self.tester, self.plan, self.folder = tester, plan, folder
        self.wanted = failure.signature()
        self.deadline = time.time() + seconds
        self.runs = 0
        self.seen = set()

    def late(self):
        return time.time() > self.deadline

    def fails(self, text):
        """Does the program still fail like that?"""
        from derivative import Failure
        if text in self.seen or self.late():
            return False
        self.seen.add(text)
        self.runs += 1
        try:
            self.tester.test(text, self.plan, self.folder)
            return False
        except Failure as f:
            if f.signature() != self.wanted:
                return False
        try:
            self.tester.defined(self.folder)
            return True
        except Failure:
            return False

    def pieces(self, lines):
        """(first, last) of statements and functions, by indentation; long ones first."""
        out = []
        for first, line in enumerate(lines):
            if not line.strip() or line.startswith(("#", "}", "{")):
                continue
            indent = len(line) - len(line.lstrip())
            last = first
            while last + 1 < len(lines) and (lines[last + 1].startswith(" " * (indent + 1)) or
                                             (lines[last + 1][indent:indent + 1] in "{}" and lines[last + 1].strip())):
                last += 1
                if lines[last].startswith(" " * indent + "}") and not lines[last].rstrip().endswith("{"):
                    break
            out.append((first, last))
        return sorted(set(out), key=lambda p: p[0] - p[1])

    def drop(self, lines):
        """Removes statements."""
        changed = False
        size = max(1, len(lines) // 4)
        while size >= 1 and not self.late():
            pieces = [p for p in self.pieces(lines) if size // 2 < p[1] - p[0] + 1 <= size] if size > 1 else \
                [p for p in self.pieces(lines)][::-1]
            hit = False
            for first, last in pieces:
                if last >= len(lines):
                    continue
                smaller = lines[:first] + lines[last + 1:]
                if self.fails("\n".join(smaller)):
                    lines, hit, changed = smaller, True, True
                    break
            if not hit:
                size = size // 2 if size > 1 else 0
        return lines, changed

    def unwrap(self, lines):
        """Replaces blocks and branches by their bodies."""
        changed = True
        any_change = False
        while changed and not self.late():
            changed = False
            for first, last in self.pieces(lines):
                if last == first or not lines[first].startswith(" "):
                    continue
                head = lines[first].rstrip()
                inner = lines[first + 1:last] if head.endswith("{") else lines[first + 1:last + 1]
                for body in (inner, ["%s{" % head[:len(head) - len(head.lstrip())]] + inner + [lines[last]]):
                    if len(body) > last - first + 1:
                        continue
                    smaller = lines[:first] + body + lines[last + 1:]
                    if smaller != lines and self.fails("\n".join(smaller)):
                        lines, changed, any_change = smaller, True, True
                        break
                if changed:
                    break
        return lines, any_change

    def spans(self, line):
        """Calls and parentheses in a line: (begin of the name, open, close)."""
        stack = []
        for at, c in enumerate(line):
            if c == "(":
                name = re.search(r"\w*$", line[:at]).start()
                stack.append((name, at))
            elif c == ")" and stack:
                name, begin = stack.pop()
                yield name, begin, at

    def shorten(self, lines):
        """Replaces expressions by a part of them, or by a number."""
        any_change = False
        for k in range(len(lines)):
            if "ADCC_" in lines[k] or not lines[k].startswith(" ") or self.late():
                continue
            again = True
            while again:
                again = False
                line = lines[k]
                options = []
                for name, begin, end in self.spans(line):
                    inner = line[begin + 1:end]
                    options += [line[:name] + r + line[end + 1:] for r in ([inner] if name != begin or "," not in inner else []) + ["0.5", "1"]]
                for m in re.finditer(r" [-+*/] [\w.\[\]>-]+| \? [^:?]* : |[\w.\[\]]+ [-+*/] ", line):
                    options.append(line[:m.start()] + line[m.end():])
                for option in options:
                    if len(option) < len(line) and self.fails("\n".join(lines[:k] + [option] + lines[k + 1:])):
                        lines[k] = option
                        again = any_change = True
                        break
        return lines, any_change


def reduce(tester, text, plan, failure, folder, seconds):
    """(smaller text, runs that it took)"""
    reducer = Reducer(tester, plan, failure, folder, seconds)
    lines = [line for line in text.splitlines()]
    try:
        if not reducer.fails("\n".join(lines)):
            return "/* not reduced: does not fail alike on its own, or is not defined */\n" + text, reducer.runs
        again = True
        while again and not reducer.late():
            lines, a = reducer.drop(lines)
            lines, b = reducer.unwrap(lines)
            lines, c = reducer.shorten(lines)
            again = a or b or c
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return "\n".join(lines) + "\n", reducer.runs
