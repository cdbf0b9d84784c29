#!/usr/bin/python3
"""Compare a report of `explain --format json` with the truth of made-up households. See README.md for the terms."""
import argparse
import collections
import json
import sys

OUT_OF_SCOPE = {"other", "other_refund", "amazon_pay", "aws"}
NOBODY = {"fraud"}                       # made by no one in the house
GIVEN = ("explained", "probable", "ambiguous")
EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
RANK = {"right": 3, "deferred": 2, "missed": 1, "wrong": 0}


class Stream:
    """Top-level members of a JSON object, arrays element by element, without holding the whole text."""

    def __init__(self, f, size=1 << 22):
        self.f, self.size, self.buf, self.pos = f, size, "", 0
        self.decode = json.JSONDecoder().raw_decode

    def more(self):
        data = self.f.read(self.size)
        self.buf, self.pos = self.buf[self.pos:] + data, 0
        return bool(data)

    def peek(self):
        while True:
            while self.pos < len(self.buf) and self.buf[self.pos] in " \t\r\n,:":
                self.pos += 1
            if self.pos < len(self.buf):
                return self.buf[self.pos]
            if not self.more():
                raise ValueError("the JSON text ends too early")

    def value(self):
        self.peek()
        while True:
            try:
                got, end = self.decode(self.buf, self.pos)
                if end < len(self.buf) or not self.more():
                    self.pos = end
                    return got
            except json.JSONDecodeError:
                if not self.more():
                    raise

    def members(self):
        """(name, value) with value a generator for an array; it must be used up before the next."""
        if self.peek() != "{":
            raise ValueError("not a JSON object")
        self.pos += 1
        while self.peek() != "}":
            name = self.value()
            if self.peek() == "[":
                self.pos += 1
                yield name, self.elements()
            else:
                yield name, self.value()

    def elements(self):
        while self.peek() != "]":
            yield self.value()
        self.pos += 1


class Truth:
    """What a charge truly is, and what the report made of it."""
    __slots__ = ("name", "kind", "shape", "proof", "ids", "optional", "like", "flags", "amount", "household", "path", "line", "twin",
                 "found", "outcome", "matched")

    def __init__(self, row):
        self.name, self.kind, self.shape, self.proof = row["charge"], row["kind"], row["shape"], row["proof"]
        self.ids, self.optional = frozenset(row["order_ids"]), frozenset(row.get("optional_order_ids", ()))
        self.like, self.flags, self.amount = row.get("like"), frozenset(row.get("flags", ())), row["amount"]
        self.household = self.name.partition("-")[0]
        self.path, self.line = row["path"], row["line"]
        # Rows that nobody could tell apart: one card, one day, one amount.
        self.twin = (row["path"].replace("/pending/", "/").rpartition("/")[0], row["date"], row["amount"], self.household)
        self.found, self.outcome, self.matched = None, None, False


class Found:
    """What is kept of a charge of the report."""
    __slots__ = ("verdict", "p", "given", "others", "subscription", "alarms", "too_many")

    def __init__(self, c):
        self.verdict, self.p = c["verdict"], c.get("probability")
        self.given, self.subscription = orders_of(c.get("explained_by") or [])
        alternatives = c.get("alternatives") or []
        self.others = [orders_of(a) for a in alternatives] if self.verdict == "ambiguous" else []
        self.too_many = len(alternatives) > 5
        self.alarms = frozenset(f["flag"] for f in c.get("flags") or [] if f.get("alarm"))


def orders_of(explanation):
    """(order ids of what was bought or refunded; whether a subscription without an order id, or "nothing" if empty)."""
    ids = frozenset(e["order_id"] for e in explanation if e.get("order_id") and e["kind"] != "adjustment")
    if not explanation:
        return ids, "nothing"
    return ids, "subscription" if any(e["kind"] == "subscription" for e in explanation) else ""


def same(truth, given, what):
    """Whether the explanation says what paid for the charge."""
    if what == "nothing":
        return not truth.ids or truth.proof == "none"
    if truth.kind == "subscription" and not given and what == "subscription":
        return True
    if not truth.ids:
        return False
    return truth.ids <= given <= truth.ids | truth.optional


def load_truth(path, household):
    charges, rows, refunds, head = {}, {}, [], {}
    with open(path, encoding="utf-8") as f:
        for name, value in Stream(f).members():
            if name == "rows":
                for row in value:
                    owner = row["charge"]
                    if household and not owner.startswith(household + "-"):
                        continue
                    if owner not in charges:
                        charges[owner] = Truth(row)
                    rows.setdefault(row["path"], {})[row["line"]] = charges[owner]
            elif name == "refunds":
                refunds = [r for r in value if not household or r["household"] == household]
            elif hasattr(value, "__next__"):
                for _ in value:
                    pass
            else:
                head[name] = value
    return charges, rows, refunds, head


def finder(rows):
    """From a path of the report to its rows, whatever folder stands in front."""
    cache = {}

    def find(path):
        got = cache.get(path)
        if got is None:
            tail = path
            while tail not in rows and "/" in tail:
                tail = tail.partition("/")[2]
            got = cache[path] = rows.get(tail, {})
        return got
    return find


class Asked:
    """What the report asks about: one purchase that two files show, or two? (the flag maybe_two)"""

    def __init__(self):
        self.flags = self.two = self.lost = self.merged = 0
        self.rows = collections.Counter()      # purchases that were counted as one with another, by twin group

    def add(self, t, others, merged):
        """A charge asked about, of the truth ${t}, and what else is counted in it."""
        self.flags += 1
        self.two += bool(others)
        self.merged += merged
        self.rows.update(o.twin for o in others)
        for o in (t, *others) if others else ():
            o.flags |= {"maybe_two"}           # an alarm that is warranted

    def settle(self, lost):
        """${lost} without those that were asked about."""
        silent = []
        for t in lost:
            if self.rows[t.twin] > 0:
                self.rows[t.twin] -= 1
                self.lost += 1
            else:
                silent.append(t)
        return silent


def read_report(path, rows):
    """Returns ({twin group: [(source truth, Found)]}, rows that are no charge, expected, merged without a word, Asked)."""
    find, groups, expected, invented, merged, asked = finder(rows), {}, [], [], 0, Asked()
    with sys.stdin if path == "-" else open(path, encoding="utf-8") as f:
        for name, value in Stream(f).members():
            if name == "charges":
                for c in value:
                    source = c["source"]
                    t = find(source["path"]).get(source["line"])
                    if t is None:
                        invented.append(source)
                        continue
                    others = [find(a["path"]).get(a["line"]) for a in c.get("also_in") or []]
                    others = list({o.name: o for o in others if o is not None and o.name != t.name}.values())
                    is_merged, found = any(o.twin != t.twin for o in others), Found(c)
                    if "maybe_two" in found.alarms:
                        asked.add(t, others, is_merged)
                    else:
                        merged += is_merged
                    groups.setdefault(t.twin, []).append((t, found))
            elif name == "expected":
                expected = list(value)
            elif hasattr(value, "__next__"):
                for _ in value:
                    pass
    return groups, invented, expected, merged, asked


def join(charges, groups):
    """Give each truth its charge of the report; among rows that cannot be told apart, so that most agree."""
    twins, lost, double = {}, [], 0
    for t in charges.values():
        twins.setdefault(t.twin, []).append(t)
    for key, truths in twins.items():
        found = groups.get(key, [])
        double += max(0, len(found) - len(truths))
        if len(truths) == 1:
            truths[0].found = found[0][1] if found else None
        else:
            left, todo = [f for _, f in found], []
            for t in truths:
                hit = next((f for f in left if f.verdict in GIVEN and same(t, f.given, f.subscription)), None)
                if hit is None:
                    todo.append(t)
                else:
                    t.found = hit
                    left.remove(hit)
            for t, f in zip(todo, left):
                t.found = f
        lost += [t for t in truths if t.found is None and t.kind != "hold"]
    return lost, double


def judge(t, f):
    """(outcome, whether explained_by is what paid)."""
    if f is None:
        return ("right" if t.kind == "hold" else "missed"), False
    hit = f.verdict in GIVEN and same(t, f.given, f.subscription)
    if t.kind in OUT_OF_SCOPE:
        return ("right" if f.verdict == "out_of_scope" else "missed" if f.verdict == "unexplained" else "wrong"), False
    if f.verdict == "explained":
        return ("right" if hit else "wrong"), hit
    if f.verdict == "probable":
        return ("deferred" if hit else "wrong"), hit
    if f.verdict == "ambiguous":
        among = hit or any(same(t, ids, what) for ids, what in f.others)
        return ("deferred" if among and not f.too_many else "wrong"), hit
    nothing = not t.ids or t.proof == "none"
    if f.verdict == "out_of_scope":
        return ("right" if t.kind == "hold" else "wrong" if nothing else "missed"), False
    return ("right" if nothing else "missed"), False


def exchanges(charges):
    """Charges of one amount that took each other's orders all round: as good as right."""
    by_ids = {}
    off = [t for t in charges if t.outcome == "wrong" and t.ids and t.found and t.found.given and t.found.verdict in ("explained", "probable")]
    for t in off:
        by_ids.setdefault((t.household, t.amount, t.ids), []).append(t)
    follow = {}
    for t in off:
        owners = by_ids.get((t.household, t.amount, t.found.given))
        if owners:
            follow[t.name] = owners.pop()
    count = 0
    for t in off:
        ring, at = [], t
        while at.name in follow and at not in ring:
            ring.append(at)
            at = follow[at.name]
        if ring and at is t:
            for r in ring:
                if r.outcome == "wrong":
                    r.outcome, r.matched = ("right" if r.found.verdict == "explained" else "deferred"), True
                    count += 1
    return count


def like_pairs(charges):
    """A purchase that was charged twice: which of the two rows is the surplus one, nobody can say."""
    pairs = {}
    for t in charges:
        if t.like:
            pairs.setdefault(t.like, []).append(t)
    for pair in pairs.values():
        if len(pair) != 2:
            continue
        a, b = pair
        now = RANK[a.outcome] + RANK[b.outcome]
        x, y = judge(a, b.found), judge(b, a.found)
        if RANK[x[0]] + RANK[y[0]] > now:
            a.found, b.found = b.found, a.found
            (a.outcome, a.matched), (b.outcome, b.matched) = x, y


def calibration(charges):
    bins = [[0, 0, 0.0, 0.0] for _ in EDGES]
    total = n = 0
    for t in charges:
        f = t.found
        if f is None or f.verdict not in GIVEN or f.p is None:
            continue
        k = max(i for i, e in enumerate(EDGES) if f.p >= e)
        bins[k][0] += 1
        bins[k][1] += t.matched
        bins[k][2] += f.p
        bins[k][3] += f.p * (1 - f.p)
        total, n = total + (f.p - t.matched) ** 2, n + 1
    rows = [{"from": e, "to": (EDGES + (1.0,))[i + 1], "n": b[0], "mean_p": round(b[2] / b[0], 4), "right": round(b[1] / b[0], 4),
             "chance": round(b[3] ** 0.5 / b[0], 4)}      # standard deviation of "right" if every p is true
            for i, (e, b) in enumerate(zip(EDGES, bins)) if b[0]]
    return {"n": n, "brier": round(total / n, 6) if n else None, "bins": rows}


def score_refunds(refunds, expected):
    said = {}
    for e in expected:
        if e["kind"] == "refund":
            said.setdefault((e.get("order_id"), abs(e["amount"])), []).append(e["status"])
    out = {"never": 0, "never_found": 0, "never_pending": 0, "came": 0, "came_but_called_overdue": 0, "gift_balance": 0,
           "gift_balance_called_overdue": 0}
    for r in refunds:
        if not r["listed"] or r["outcome"] == "outside":
            continue
        status = said.get((r["order_id"], r["amount"]), [])
        if r["outcome"] == "never":
            out["never"] += 1
            out["never_found"] += "overdue" in status
            out["never_pending"] += "pending" in status and "overdue" not in status
        elif r["outcome"] == "gift_balance":
            out["gift_balance"] += 1
            out["gift_balance_called_overdue"] += "overdue" in status
        else:
            out["came"] += 1
            out["came_but_called_overdue"] += "overdue" in status
    return out


def false_alarm(t):
    if t.found is None or t.kind in NOBODY or t.kind in ("hold", "takeover", "double_charge"):
        return False
    if t.found.alarms - t.flags:
        return True
    return t.found.verdict == "unexplained" and (t.kind in OUT_OF_SCOPE or t.proof != "none") and not t.like


def share(n, of):
    return round(n / of, 6) if of else None


def summarise(charges, lost, double, invented, merged, swapped, asked):
    known = [t for t in charges if t.kind not in OUT_OF_SCOPE and t.kind != "hold"]
    count = {k: sum(t.outcome == k for t in known) for k in ("right", "deferred", "wrong", "missed")}
    explained = [t for t in charges if t.found and t.found.verdict == "explained"]
    wrong_explained = [t for t in explained if t.outcome == "wrong"]
    provable = [t for t in known if t.proof == "full" and t.ids]
    fraud = [t for t in charges if t.kind in NOBODY]
    hidden = [t for t in fraud if t.outcome == "wrong" or t.found is None]
    kinds = {}
    for t in charges:
        row = kinds.setdefault(f"{t.kind}/{t.shape.partition(' ')[0]}/{t.proof}", dict.fromkeys(("right", "deferred", "wrong", "missed"), 0))
        row[t.outcome] += 1
    result = {
        "charges": len(charges), "lost": len(lost), "double": double, "invented": len(invented), "merged": merged,
        "asked_one_or_two": {"flags": asked.flags, "two": asked.two, "lost": asked.lost, "merged": asked.merged},
        "amazon": {"n": len(known), **count, **{k + "_share": share(v, len(known)) for k, v in count.items()}},
        "provable": {"n": len(provable), "explained_right": sum(t.outcome == "right" for t in provable),
                     "explained_right_share": share(sum(t.outcome == "right" for t in provable), len(provable))},
        "explained": {"n": len(explained), "wrong": len(wrong_explained), "wrong_share": share(len(wrong_explained), len(explained)),
                      "by_exchange": swapped},
        "wrong_by_verdict": {v: sum(t.outcome == "wrong" and t.found.verdict == v for t in charges if t.found)
                             for v in GIVEN + ("out_of_scope",)},
        "fraud": {"n": len(fraud), "missed": len(hidden),
                  "missed_explained": sum(t.found is not None and t.found.verdict == "explained" for t in hidden)},
        "takeover": {"n": sum(t.kind == "takeover" for t in charges),
                     "asked": sum(t.kind == "takeover" and t.found is not None and
                                  (bool(t.found.alarms) or t.found.verdict != "explained") for t in charges)},
        "false_alarms": sum(map(false_alarm, charges)),
        "out_of_scope": {"n": sum(t.kind in OUT_OF_SCOPE for t in charges),
                         "right": sum(t.kind in OUT_OF_SCOPE and t.outcome == "right" for t in charges)},
        "by_kind": dict(sorted(kinds.items())),
    }
    return result


def listing(charges, lost, which):
    for t in charges:
        f = t.found
        tell = {"wrong": t.outcome == "wrong", "missed": t.outcome == "missed", "alarms": false_alarm(t), "lost": t in lost,
                "fraud": t.kind in NOBODY and t.outcome == "wrong",
                "explained": t.outcome == "wrong" and f is not None and f.verdict == "explained"}[which]
        if tell:
            print(f"{t.path}:{t.line} {t.amount} {t.kind}/{t.shape}/{t.proof} truth={sorted(t.ids)} "
                  + (f"said={f.verdict} p={f.p} {sorted(f.given)} {sorted(f.alarms)}" if f else "not in the report"), file=sys.stderr)


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("report", help="- is standard input")
    a.add_argument("truth")
    a.add_argument("--household", help="only this one (a report about one household of several)")
    a.add_argument("--list", choices=("wrong", "missed", "alarms", "fraud", "explained", "lost"), help="name the rows on standard error")
    args = a.parse_args()
    truths, rows, refunds, head = load_truth(args.truth, args.household)
    groups, invented, expected, merged, asked = read_report(args.report, rows)
    lost, double = join(truths, groups)
    lost = asked.settle(lost)
    charges = list(truths.values())
    for t in charges:
        t.outcome, t.matched = judge(t, t.found)
    like_pairs(charges)
    swapped = exchanges(charges)
    result = {"setting": head.get("setting"), "seed": head.get("seed"), **summarise(charges, lost, double, invented, merged, swapped, asked),
              "calibration": calibration(charges), "refunds": score_refunds(refunds, expected)}
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1)
    print()
    if args.list:
        listing(charges, set(lost), args.list)


if __name__ == "__main__":
    main()
