"""check_checks.py FOLDER: FileCheck takes the end of a comment on the line of a check for text that is wanted, so that such a
check fails always, or never."""
import os
import re
import sys

AT_END = re.compile(r"\b(?:CHECK|[A-Z]+)(?:-NOT|-NEXT|-LABEL|-SAME|-DAG|-COUNT-\d+)?: .*\S \*/$")
# A comment that is printed may be what is wanted.
WANTED = re.compile(r": *(?:\{\{.*\}\})?/\*|: .*/\* ")


def main():
    bad = 0
    for folder, _, names in os.walk(sys.argv[1]):
        for name in sorted(n for n in names if n.endswith((".c", ".h"))):
            path = os.path.join(folder, name)
            with open(path, errors="replace") as f:
                text = f.read()
            if "FileCheck" not in text:
                continue
            for i, line in enumerate(text.split("\n"), 1):
                if AT_END.search(line) and not WANTED.search(line[line.index(":"):]):
                    print(f"{path}:{i}: the check has the end of its comment in it")
                    bad += 1
    return bad > 0


sys.exit(main())
