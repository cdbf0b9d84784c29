"""What the check tools share: options, the list of source files, C text without comments."""

import argparse
import os
import re
import subprocess
import sys

# The floors of docs/design: a file includes only its own folder and lower floors, and folders of
# one floor do not see each other.
FLOORS = {
    "base": 1,
    "record": 2, "io": 2,
    "catalog": 3,
    "read": 4, "mail": 4, "match": 4, "cause": 4, "review": 4,
    "explain": 5, "casework": 5, "module": 5,
    "render": 6, "store": 6, "job": 6,
    "watch": 7, "web": 7,
    "cli": 8, "modules": 9,
}

# These do no input or output, and read no clock, environment or locale.
PURE = ("base", "record", "catalog", "match", "cause", "review", "explain", "casework")


def options(description):
    """Parse --root and --build; the defaults suit a run by hand from anywhere in the tree."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--root", default=home, help="the tree to check")
    parser.add_argument("--build", default=None, help="its build folder (default ROOT/build)")
    args = parser.parse_args()
    args.build = args.build or os.path.join(args.root, "build")
    return args


def sources(root, *folders, endings=(".c", ".h")):
    """Paths, relative to root and sorted, of the files below the folders that end so."""
    found = []
    for folder in folders:
        for at, subfolders, names in os.walk(os.path.join(root, folder)):
            subfolders.sort()
            found += [os.path.relpath(os.path.join(at, name), root)
                      for name in names if name.endswith(endings)]
    return sorted(found)


def tree(root):
    """Paths, relative to root and sorted, of all files that belong to the tree."""
    git = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others",
                          "--exclude-standard"], capture_output=True, check=False)
    if git.returncode == 0:
        names = git.stdout.decode("utf-8", "surrogateescape").split("\0")
        return sorted(n for n in set(names) if n and os.path.isfile(os.path.join(root, n)))
    found = []
    for at, subfolders, names in os.walk(root):
        subfolders[:] = [s for s in subfolders if not s.startswith(("build", ".git"))]
        found += [os.path.relpath(os.path.join(at, name), root) for name in names]
    return sorted(found)


def read(root, path):
    """The text of a file, and of bytes that are not UTF-8 something harmless."""
    with open(os.path.join(root, path), encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


TOKEN = re.compile(r"""
      (?P<comment> //(?:[^\n\\]|\\.|\\\n)* | /\*.*?(?:\*/|\Z) )
    | (?P<string>  "(?:[^"\\\n]|\\.|\\\n)*" | '(?:[^'\\\n]|\\.|\\\n)*' )
    """, re.X | re.S)


def bare(text):
    """C text with comments and the insides of literals blanked; lines and columns stay."""
    def blank(match):
        kept = re.sub(r"[^\n]", " ", match.group())
        return kept if match.group("comment") else match.group()[0] + kept[1:-1] + match.group()[-1]
    return TOKEN.sub(blank, text)


def finish(problems, what):
    """Print the problems; exit 1 when there are any, else say what was looked at."""
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(1)
    print(what)
    sys.exit(0)
