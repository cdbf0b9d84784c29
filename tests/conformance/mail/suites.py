#!/usr/bin/python3
"""Verify messages whose answers are known: suites.py [arc|rfc|rules]... (default: all), TAP on standard output.

arc    the validation part of the ARC test suite, as it is and with CRLF
rfc    the examples of RFC 6376 A.2 and RFC 8463 A.3, and what was done to them
rules  rules/cases: one row for each rule of a verifier that cannot be left out

MAIL_VERIFY names the program that is asked (tests/conformance/mail/verify.c).
"""

import os
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = {"run": 0, "failed": 0}


def check(name, holds, why=""):
    COUNT["run"] += 1
    COUNT["failed"] += not holds
    print(f"{'ok' if holds else 'not ok'} {COUNT['run']} - {name}")
    if not holds:
        print(f"# {why}")


def fields(line):
    """`kind a=b c=d` as a dictionary."""
    kind, *rest = line.split(" ")
    return dict([pair.split("=", 1) for pair in rest if "=" in pair], kind=kind)


def verify(keys, paths, received=None):
    """What is said of each message: a list of dictionaries, one a line."""
    command = [os.environ["MAIL_VERIFY"], "--keys", keys]
    if received is not None:
        command += ["--received", str(received)]
    out = subprocess.run(command + paths, check=True, capture_output=True, text=True).stdout
    told = []
    for line in map(fields, out.splitlines()):
        if line["kind"] == "message":
            told.append([])
        told[-1].append(line)
    return told


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def keys_write(folder, records):
    lines = [f"{name} {' '.join(text.split())}\n" for name, text in records.items()]
    return write(folder, "keys", "".join(lines).encode())


def arc():
    """The suite: cv as it wants it; where it leaves that open, a chain sealed as failed fails."""
    with open(os.path.join(HERE, "arc", "arc-draft-validation-tests.yml"), encoding="utf-8") as file:
        groups = list(yaml.safe_load_all(file))
    for ending in ("\n", "\r\n"):
        for group in groups:
            with tempfile.TemporaryDirectory() as folder:
                keys = keys_write(folder, group["txt-records"])
                names = list(group["tests"])
                paths = [write(folder, name, group["tests"][name]["message"].replace("\n", ending).encode())
                         for name in names]
                for name, told in zip(names, verify(keys, paths)):
                    want = (group["tests"][name]["cv"] or "Fail").lower()
                    have = told[-1]
                    check(f"arc/{name}{' (CRLF)' if ending != chr(10) else ''}", have["cv"] == want,
                          f"want {want}, have {have}")


RFC = {
    "rfc6376-A.2.eml": "pass",
    "rfc6376-A.2-body_modified.eml": "fail",
    "rfc6376-A.2-header_subject_modified.eml": "fail",
    "rfc6376-A.2-ill_formed-list_id.eml": "pass",  # no signature covers List-ID
    "rfc6376-A.2-ill_formed-missing_v.eml": "refused",
    "rfc8463-A.3.eml": "pass pass",
    "rfc8463-A.3-key_algo_mismatch.eml": "refused refused",
}


def rfc():
    folder = os.path.join(HERE, "rfc")
    for name, want in RFC.items():
        told = verify(os.path.join(folder, "keys"), [os.path.join(folder, name)])[0]
        have = " ".join(line["result"] for line in told if line["kind"] == "dkim")
        check(f"rfc/{name}", have == want, f"want {want}, have {told}")


TIME = 1785546000      # t= of make-rules
SAID = {"detail": "", "body": "yes", "from": "yes", "length": "no", "all": "yes", "testing": "no", "junk": "0"}


def rows():
    """The rows of rules/cases: (label, name, time of receipt or None, what must be said)."""
    with open(os.path.join(HERE, "rules", "cases"), encoding="utf-8") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    for name, *words in lines:
        at = words.pop(0)[1:] if words[0].startswith("@") else "0"
        want = dict(SAID, result=words[0])
        want.update(word.split("=", 1) for word in words[1:])
        yield f"{name} @{at}", name, None if at == "none" else TIME + int(at), want


def chain(told):
    """What is said of the ARC chain, under names of its own."""
    arc_line = told[-1]
    out = {"arc": arc_line["cv"], "arc_detail": arc_line["detail"], "no_key": arc_line["no_key"],
           "instances": arc_line["instances"]}
    for line in told:
        if line["kind"] == "ams":
            out.update(ams=line["result"], ams_from=line["from"])
    return out


def rules():
    folder = os.path.join(HERE, "rules")
    seen = set()
    for label, name, received, want in rows():
        seen.add(name + ".eml")
        told = verify(os.path.join(folder, "keys"), [os.path.join(folder, name + ".eml")], received)[0]
        signatures = [line for line in told if line["kind"] == "dkim"]
        have = {**told[0], "count": str(len(signatures)), **chain(told), **signatures[-1]}
        wrong = {key: have.get(key) for key in want if have.get(key) != want[key]}
        check(f"rules/{label}", not wrong, f"want {want}, but {wrong}")
    unsaid = {name for name in os.listdir(folder) if name.endswith(".eml")} - seen
    check("rules: every message has a row", not unsaid, f"{sorted(unsaid)}")


SUITES = {"arc": arc, "rfc": rfc, "rules": rules}


def main():
    for name in sys.argv[1:] or SUITES:
        SUITES[name]()
    print(f"1..{COUNT['run']}")
    return COUNT["failed"] > 0


if __name__ == "__main__":
    sys.exit(main())
