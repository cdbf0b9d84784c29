#!/usr/bin/python3
"""The observer's sums against trying everything, and its verdicts on a small household against the truth."""
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import observer          # noqa: E402

FAILED = []


def check(what, met):
    print(("ok    " if met else "FAIL  ") + what)
    if not met:
        FAILED.append(what)


def everything(options, mask):
    """All exact covers by brute force: {set of options: weight}."""
    out = {}
    for n in range(1, bin(mask).count("1") + 1):
        for chosen in itertools.combinations(range(len(options)), n):
            items = [options[k].items for k in chosen]
            if sum(items) == mask and all(not a & b for a, b in itertools.combinations(items, 2)):
                out[frozenset(chosen)] = math.prod(math.exp(options[k].weight) for k in chosen)
    return out


def sums_are_right(seed):
    rng = random.Random(seed)
    count = rng.randint(3, 6)
    options = [observer.Option(1 << i, -4.0 * rng.random() - 2, {}, False) for i in range(count)]
    for _ in range(rng.randint(3, 7)):
        items = sum(1 << i for i in rng.sample(range(count), rng.randint(2, 3)))
        options.append(observer.Option(items, -3 * rng.random(), {}, False))
    mask = (1 << count) - 1
    want = everything(options, mask)
    solver = observer.Solver(options, [math.exp(o.weight) for o in options])
    total, best, _, n = solver.solve(mask)
    found = {}
    for keys, weight in solver.every(mask):
        found[frozenset(keys)] = found.get(frozenset(keys), 0.0) + weight
    slack = observer.prices_of(options, count)
    return (math.isclose(total, sum(want.values())) and math.isclose(best, max(want.values())) and n == len(want)
            and set(found) == set(want) and all(math.isclose(found[k], want[k]) for k in want)
            and max(want, key=want.get) == frozenset(solver.best(mask))
            and max(slack) <= 1e-9)


def household(setting, charges):
    """Score of the observer on one household."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), "--setting", setting, "--seed", "77", "--charges",
                        str(charges), "--households", "1", "--out", folder], check=True, stderr=subprocess.DEVNULL)
        report = os.path.join(folder, "observed.json")
        observer.observe(folder, setting, report)
        run = subprocess.run([sys.executable, os.path.join(HERE, "score.py"), report, os.path.join(folder, "truth.json")], check=True,
                             stdout=subprocess.PIPE)
    return json.loads(run.stdout)


def main():
    check("sums, best and all solutions of 300 random covers", all(map(sums_are_right, range(300))))
    for setting, charges in (("typical", 250), ("awkward", 120)):
        s = household(setting, charges)
        check(f"{setting}: nothing lost, double or invented", not (s["lost"] or s["double"] or s["invented"]))
        check(f"{setting}: hardly anything wrong or missed", s["amazon"]["wrong"] + s["amazon"]["missed"] <= 1)
        check(f"{setting}: nothing wrong among explained", s["explained"]["wrong"] == 0)
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
