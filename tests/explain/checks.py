"""What every report must hold, and whether it says what a case expects."""

import fnmatch
import shlex

import casefile

KEYWORDS = {"adj": 2, "kind": 1, "parts": 1, "flag": 1, "noflag": 1, "alarm": 1, "noalarm": 0,
            "cause": 1, "notcause": 1, "merchant": 1, "card": 1, "amount": 1, "date": 1, "part": 2, "original": 2,
            "also": 2, "decided": 1, "mine": 0, "notmine": 0}


# ---------------------------------------------------------------- what holds for every report


def unit_key(part):
    """What tells one unit of evidence from another."""
    source = part["source"] or {}
    return (source.get("path"), source.get("line"), part["kind"], part["order_id"], part["amount"])


def check_charge(charge):
    """What the contract says of every charge."""
    where = f"{charge['source']['path']}:{charge['source']['line']}"
    verdict, probability = charge["verdict"], charge["probability"]
    by, others = charge["explained_by"], charge["alternatives"]
    if verdict not in casefile.VERDICTS:
        yield f"{where}: verdict {verdict!r}"
    for option in [by] if by else []:
        if sum(part["amount"] for part in option) != charge["amount"]:
            yield f"{where}: explained_by does not sum to {charge['amount']}"
    for option in others:
        if option and sum(part["amount"] for part in option) != charge["amount"]:
            yield f"{where}: an alternative does not sum to {charge['amount']}"
    if bool(by) != (verdict in ("explained", "probable", "ambiguous")):
        yield f"{where}: {verdict} with {len(by)} parts in explained_by"
    if bool(others) != (verdict == "ambiguous") or len(others) > 5:
        yield f"{where}: {verdict} with {len(others)} alternatives"
    if probability is not None and not 0 <= probability <= 1:
        yield f"{where}: probability {probability}"
    if verdict == "explained" and not (probability or 0) >= 0.99:
        yield f"{where}: explained at {probability}"
    if verdict == "probable" and not (probability or 0) < 0.99:
        yield f"{where}: probable at {probability}"
    if verdict == "unexplained" and not charge["causes"]:
        yield f"{where}: unexplained without a cause"
    shares = [cause["probability"] for cause in charge["causes"]]
    if shares != sorted(shares, reverse=True) or not all(0 <= s <= 1 for s in shares):
        yield f"{where}: causes are not ranked: {shares}"
    if charge["id"] not in charge["ids"] or len(set(charge["ids"])) != len(charge["ids"]):
        yield f"{where}: ids"
    if charge["card"] is not None and len(charge["card"]) > 4:
        yield f"{where}: more than four digits of a card"
    for part in by:
        if (part["kind"] == "adjustment") != (part["what"] is not None):
            yield f"{where}: `what` is for adjustments"


def check_units(charges):
    """One unit pays for one charge, unless the charge shows only a part of it."""
    used = {}
    for charge in charges:
        if charge["verdict"] != "explained" or any(
                part["what"] == "split_part" for part in charge["explained_by"]):
            continue
        for part in charge["explained_by"]:
            if part["kind"] in ("adjustment", "subscription") or not part["source"]:
                continue
            line = charge["source"]["line"]
            if used.setdefault(unit_key(part), line) != line:
                yield f"{casefile.order_name(part['order_id'])}: one unit explains two charges"


def check_rows(report, lines):
    """Every row of every statement is in exactly one place. ${lines}: path → number of lines."""
    places = {}
    for charge in report["charges"]:
        for at in [charge["source"]] + charge["also_in"]:
            places.setdefault((at["path"], at["line"]), []).append("charge")
    for source in report["sources"]:
        for aside in source["set_aside"]:
            places.setdefault((source["path"], aside["line"]), []).append(aside["reason"])
    for path, count in lines.items():
        for line in range(1, count + 1):
            found = places.get((path, line), [])
            if len(found) != 1:
                yield f"{path}:{line} is in {len(found)} places: {found}"


def check_summary(report, status):
    """The summary counts what stands in the report; the exit status follows from it."""
    charges, summary = report["charges"], report["summary"]
    for verdict in casefile.VERDICTS:
        count = sum(charge["verdict"] == verdict for charge in charges)
        if summary[verdict] != count:
            yield f"summary.{verdict}: {summary[verdict]}, in the report {count}"
    if summary["charges"] != len(charges):
        yield f"summary.charges: {summary['charges']}, in the report {len(charges)}"
    sums = {}
    for charge in charges:
        if charge["verdict"] == "unexplained":
            sums[charge["currency"]] = sums.get(charge["currency"], 0) + charge["amount"]
    stated = summary["amount_unexplained"]
    if {k: v for k, v in stated.items() if v} != {k: v for k, v in sums.items() if v}:
        yield f"summary.amount_unexplained: {stated}, in the report {sums}"
    known = [c for c in charges if c.get("mine") and c["verdict"] not in ("explained", "out_of_scope")]
    if summary.get("mine", 0) != len(known):
        yield f"summary.mine: {summary.get('mine')}, in the report {len(known)}"
    sums = {}
    for charge in known:
        if charge["verdict"] == "unexplained":
            sums[charge["currency"]] = sums.get(charge["currency"], 0) + charge["amount"]
    if summary.get("amount_mine", {}) != {k: v for k, v in sums.items() if v}:
        yield f"summary.amount_mine: {summary.get('amount_mine')}, in the report {sums}"
    open_ones = any(c["verdict"] not in ("explained", "out_of_scope") for c in charges)
    if status not in (2, int(open_ones)):
        yield f"exit status {status} with {'something' if open_ones else 'nothing'} unexplained"


def check_report(report, status, lines):
    """Everything that holds for every report."""
    if report["schema"] != "mioboe.explain/1":
        yield f"schema {report['schema']!r}"
    places = [(c["source"]["path"].encode(), c["source"]["line"]) for c in report["charges"]]
    if places != sorted(places):
        yield "charges are not in the order of (path, line)"
    for charge in report["charges"]:
        yield from check_charge(charge)
    yield from check_units(report["charges"])
    yield from check_rows(report, lines)
    yield from check_summary(report, status)
    solver = report["solver"]
    if not 0 <= solver["exact"] <= solver["components"] or solver["gap"] < 0:
        yield f"solver {solver}"


# ---------------------------------------------------------------- what a case expects


def names_of(option):
    """The orders of an explanation, `nothing` where there is none."""
    if not option:
        return {"nothing"}
    return {casefile.order_name(p["order_id"]) for p in option if p["kind"] != "adjustment"}


def fits(pattern, option):
    """Whether an explanation is A, A+B (both), A/B (either), A* (any of A1, A2 ...), *."""
    names = names_of(option)
    for choice in pattern.split("/"):
        wanted = choice.split("+")
        if choice == "*" or (
                len(names) == len(wanted) and
                all(any(fnmatch.fnmatchcase(name, w) for name in names) for w in wanted)):
            return True
    return False


def fit_all(patterns, options, more):
    """Whether patterns and explanations fit one to one; with ${more} other explanations may be."""
    left = list(options)
    for pattern in patterns:
        hit = next((o for o in left if fits(pattern, o)), None)
        if hit is None:
            return False
        left.remove(hit)
    return more or not left


def split_expectation(text):
    """(verdicts, explanations, may there be more, [(keyword, values)])"""
    words = shlex.split(text)
    verdicts, patterns, more, rest, at = words[0].split("|"), [], False, [], 1
    while at < len(words):
        if words[at] in KEYWORDS:
            count = KEYWORDS[words[at]]
            rest.append((words[at], words[at + 1:at + 1 + count]))
            at += 1 + count
        else:
            more = more or words[at] == "..."
            if words[at] not in ("or", "..."):
                patterns.append(words[at])
            at += 1
    return verdicts, patterns, more, rest


def holds(charge, keyword, values, root):
    """Whether one keyword of an expectation holds for a charge."""
    flags = {flag["flag"]: flag["alarm"] for flag in charge["flags"]}
    by, part, original = charge["explained_by"], charge["instalment"], charge["original"]
    return {
        "adj": lambda: any(p["what"] == values[0] and p["amount"] == int(values[1]) for p in by),
        "kind": lambda: any(p["kind"] == values[0] for p in by),
        "parts": lambda: len(by) == int(values[0]),
        "flag": lambda: values[0] in flags,
        "noflag": lambda: values[0] not in flags,
        "alarm": lambda: flags.get(values[0]) is True,
        "noalarm": lambda: True not in flags.values(),
        "cause": lambda: charge["causes"] and charge["causes"][0]["cause"] == values[0],
        "notcause": lambda: charge["causes"] and charge["causes"][0]["cause"] != values[0],
        "merchant": lambda: charge["merchant"] == values[0],
        "card": lambda: charge["card"] == values[0],
        "amount": lambda: charge["amount"] == int(values[0]),
        "date": lambda: (charge["date"] or "none") == values[0],
        "part": lambda: part and f"{part['number']}/{part['of']} {part['billed']}" == " ".join(values),
        "original": lambda: original and [original["amount"], original["currency"]] ==
                    [int(values[0]), values[1]],
        "also": lambda: any(a["as"] == values[0] and f"{a['path']}:{a['line']}" == root + values[1]
                            for a in charge["also_in"]),
        "decided": lambda: charge["decided"] == values[0],
        "mine": lambda: charge.get("mine") is True,
        "notmine": lambda: "mine" not in charge,
    }[keyword]()


def told(charge):
    """A charge in a few words, for a message."""
    options = [charge["explained_by"]] + charge["alternatives"]
    said = " or ".join("+".join(sorted(names_of(o))) + "".join(
        f" {p['what']} {p['amount']}" for p in o if p["what"]) for o in options)
    flags = ",".join(f["flag"] + ("!" if f["alarm"] else "") for f in charge["flags"])
    cause = charge["causes"][0]["cause"] if charge["causes"] else "-"
    return f"{charge['verdict']} ({charge['probability']}) {said}; cause {cause}; flags {flags or '-'}"


def check_row(report, root, path, line, expect):
    """Whether the report says of a row what the case expects."""
    where = f"{path.removeprefix(root)}:{line}"
    if expect.startswith("aside "):
        reasons = [a["reason"] for s in report["sources"] if s["path"] == path
                   for a in s["set_aside"] if a["line"] == line]
        if reasons != [expect[6:]]:
            yield f"{where}: want {expect}, got {reasons}"
        return
    shown = [a["as"] for c in report["charges"] for a in c["also_in"]
             if (a["path"], a["line"]) == (path, line)]
    if expect.startswith("again "):
        if shown not in ([w] for w in expect[6:].split("|")):
            yield f"{where}: want {expect}, got {shown}"
        return
    charge = next((c for c in report["charges"] if (c["source"]["path"], c["source"]["line"]) ==
                   (path, line)), None)
    if not charge:
        yield f"{where}: no charge; it is shown again as {shown}"
        return
    verdicts, patterns, more, rest = split_expectation(expect)
    wrong = charge["verdict"] not in verdicts
    options = [charge["explained_by"]] + charge["alternatives"]
    if charge["verdict"] != "ambiguous":
        wrong = wrong or bool(patterns) and not any(fits(p, options[0]) for p in patterns[:1])
    elif patterns:
        wrong = wrong or not fit_all(patterns, options, more)
    missed = [f"{k} {' '.join(v)}".strip() for k, v in rest if not holds(charge, k, v, root)]
    if wrong or missed:
        yield f"{where}: want {expect}"
        yield f"    got {told(charge)}" + (f"; not: {', '.join(missed)}" if missed else "")


def check_told(report, status, section):
    """What the `report` section says."""
    wanted, strict = [], False
    got = sorted((e["kind"], casefile.order_name(e["order_id"]), e["amount"], e["status"])
                 for e in report["expected"])
    for row in section.rows:
        what, *values = row.words
        if what == "exit" and status != int(values[0]):
            yield f"exit status {status}, want {values[0]}"
        if what == "expected":
            strict = True
            if values != ["none"]:
                wanted.append((values[0], values[1], int(values[2]), values[3]))
        if what == "count" and report["summary"][values[0]] != int(values[1]):
            yield f"{values[0]}: {report['summary'][values[0]]}, want {values[1]}"
        if what == "recurring" and values == ["none"]:
            if report["recurring"]:
                yield f"recurring: {report['recurring']}"
        elif what == "recurring" and not any(
                [r["merchant"], r["amount"], r["period"], r["next_due"] or "-"][:len(values)] ==
                [values[0], int(values[1]), *values[2:]] for r in report["recurring"]):
            yield f"no recurring {' '.join(values)}: {report['recurring']}"
        if what == "flag" and not any(f["flag"] == values[0] for c in report["charges"]
                                      for f in c["flags"]):
            yield f"no charge has the flag {values[0]}"
        if what == "account" and not any(s["path"].endswith(values[0]) and s["account"] == values[1]
                                         for s in report["sources"]):
            yield f"{values[0]} does not belong to {values[1]}"
        if what == "solved" and report["solver"]["gap"] != 0:
            yield f"solver {report['solver']}"
    if strict and got != sorted(wanted):
        yield f"expected: want {sorted(wanted)}, got {got}"
