#!/usr/bin/python3
"""Self-test of the generator and of score.py: a report made from the truth must score as such, and each fault must show."""
import csv
import glob
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime, timedelta

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = ("other", "other_refund", "amazon_pay", "aws")


def run(program, *args):
    done = subprocess.run([sys.executable, os.path.join(HERE, program), *args], capture_output=True, check=True)
    return done.stdout


def entry(p):
    kind = {"subscription": "subscription", "digital": "digital", "refund": "refund"}.get(p["what"], "shipment")
    if p["what"] in ("points_or_gift_card", "netted_refund", "price_guarantee"):
        kind = "adjustment"
    return {"kind": kind, "order_id": p["order_id"], "amount": p["amount"]}


def ideal(truth, root):
    """The report that somebody who knew the truth would write."""
    charges = {}
    for r in truth["rows"]:
        where = {"path": f"{root}/{r['path']}", "line": r["line"]}
        if r["charge"] in charges:
            charges[r["charge"]]["also_in"].append({**where, "as": r["as"]})
            continue
        c = charges[r["charge"]] = {"source": where, "also_in": [], "amount": r["amount"], "verdict": "unexplained", "probability": None,
                                    "explained_by": [], "alternatives": [], "flags": [], "kind": r["kind"]}
        if r["kind"] in OUT:
            c["verdict"] = "out_of_scope"
        elif r["proof"] == "full" and r["paid"]:
            c.update(verdict="explained", probability=0.999, explained_by=[entry(p) for p in r["paid"]])
        elif r["proof"] == "inferred":
            c.update(verdict="probable", probability=0.9, explained_by=[entry(p) for p in r["paid"]])
    expected = [{"kind": "refund", "order_id": r["order_id"], "amount": -r["amount"],
                 "status": "overdue" if r["outcome"] == "never" else "posted"} for r in truth["refunds"]]
    return {"schema": "mioboe.explain/1", "charges": list(charges.values()), "expected": expected}


def scored(report, folder):
    path = os.path.join(folder, "report.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(report, f)
    return json.loads(run("score.py", path, os.path.join(folder, "truth.json")))


def table(archive, ending):
    for name in archive.namelist():
        if name.endswith(ending):
            return csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))
    return []


def money(text):
    return int(text.strip("'").replace(",", ""))


def exported(folder):
    """What the exports say, read anew: {(order, day of dispatch in Japan): yen}, {digital order: yen}, {(refunded order, yen)}."""
    boxes, digital, refunds = {}, {}, set()
    for path in glob.glob(os.path.join(folder, "input", "**", "*.zip"), recursive=True):
        with zipfile.ZipFile(path) as z:
            for r in [*table(z, "/Order History.csv"), *table(z, "Retail.OrderHistory.3.csv")]:
                total = money(r.get("Total Amount") or r["Total Owed"])
                for cell in r["Ship Date"].split(" and "):
                    if cell == "Not Available":
                        continue
                    day = (datetime.fromisoformat(cell.replace("Z", "+00:00")) + timedelta(hours=9)).date().isoformat()
                    boxes[r["Order ID"], day] = boxes.get((r["Order ID"], day), 0) + total
            for r in table(z, "Digital Content Orders.csv"):
                digital[r["Order ID"]] = digital.get(r["Order ID"], 0) + int(r["Transaction Amount"])
            order_of = {r["DigitalOrderItemId"]: r["OrderId"] for r in table(z, "Digital Items.csv")}
            for r in table(z, "Digital Orders Monetary.csv"):
                order = order_of[r["DigitalOrderItemId"]]
                digital[order] = digital.get(order, 0) + int(r["TransactionAmount"])
            refunds |= {(r["Order ID"], int(r["Refund Amount"])) for r in table(z, "Refund Details.csv")}
            refunds |= {(r["OrderID"], int(r["AmountRefunded"])) for r in table(z, "Retail.OrdersReturned.Payments.3.csv")}
    return boxes, digital, refunds


def files_agree(truth, folder):
    """Every row stands on its line, and everything with full proof stands in an export, to the yen."""
    boxes, digital, refunds = exported(folder)
    lines = {}
    for row in truth["rows"]:
        path = os.path.join(folder, "input", row["path"])
        if path not in lines:
            with open(path, "rb") as f:
                data = f.read()
            lines[path] = data.decode("utf-8-sig" if data.startswith(b"\xef") else "cp932").split("\r\n")
        text = lines[path][row["line"] - 1].replace('"', "").replace(",", " ")
        y, m, d = date.fromisoformat(row["date"]).timetuple()[:3]
        assert any(form in text for form in (f"{y}/{m:02}/{d:02}", f"{y}/{m}/{d}", f"{y}年{m}月{d}日")), (row, text)
        assert str(abs(row["amount"])) in text.replace(" ", "") or f"{abs(row['amount']):,}".replace(",", " ") in text, (row, text)
        if row.get("proof") != "full" or row["shape"] in ("double_charge",):
            continue
        by_day = {}
        for p in row["paid"]:
            if p["what"] == "shipment":
                key = p["order_id"], p["ship_date"]
                by_day[key] = by_day.get(key, 0) + p["amount"]
            elif p["what"] in ("digital", "subscription"):
                assert digital[p["order_id"]] == p["amount"], row
            elif p["what"] in ("refund", "netted_refund"):
                assert (p["order_id"], -p["amount"]) in refunds, row
        for key, yen in by_day.items():
            assert boxes[key] >= yen, (row, boxes[key])


def check(setting, changes, folder):
    more = [word for change in changes for word in ("--set", change)]
    run("generate.py", "--setting", setting, "--seed", "7", "--charges", "1200", "--out", folder, *more)
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
        truth = json.load(f)
    for row in truth["rows"]:
        if row["as"] == "first" and row["paid"]:
            assert sum(p["amount"] for p in row["paid"]) == row["amount"], row
    files_agree(truth, folder)
    report = ideal(truth, os.path.join(folder, "input"))
    got = scored(report, folder)
    assert got["amazon"]["wrong"] == got["amazon"]["missed"] == got["lost"] == got["double"] == got["false_alarms"] == 0, got
    assert got["fraud"]["missed"] == 0 and got["out_of_scope"]["n"] == got["out_of_scope"]["right"], got
    assert got["refunds"]["never"] == got["refunds"]["never_found"] and not got["refunds"]["came_but_called_overdue"], got
    # Two charges that took each other's orders
    plain = [c for c in report["charges"] if c["verdict"] == "explained" and len(c["explained_by"]) == 1 and c["kind"] == "shipment"]
    a = plain[0]
    b = next((c for c in plain[1:] if c["amount"] == a["amount"] and c["explained_by"][0]["order_id"] != a["explained_by"][0]["order_id"]), None)
    if b:
        a["explained_by"], b["explained_by"] = b["explained_by"], a["explained_by"]
        assert scored(report, folder)["amazon"]["wrong"] == 0
        # ... but one that took the other's order and left its own unpaid is wrong
        b.update(verdict="unexplained", explained_by=[])
        assert scored(report, folder)["explained"]["wrong"] == 1
    # A lost charge, a doubled one, a stolen one explained away
    lost = report["charges"].pop()
    while lost["kind"] == "hold":
        lost = report["charges"].pop()
    report["charges"].append(dict(report["charges"][3]))
    got = scored(report, folder)
    assert (got["lost"], got["double"]) == (1, 1), got
    # Two that were counted as one: without a word, and with the question whether it is one or two
    report["charges"].pop()
    first = next(c for c in report["charges"] if c["kind"] in OUT and c["source"]["path"] != lost["source"]["path"])
    first["also_in"] += [{**lost["source"], "as": "same"}, *lost["also_in"]]
    got = scored(report, folder)
    before = got["false_alarms"]
    assert (got["lost"], got["merged"], got["asked_one_or_two"]["flags"]) == (1, 1, 0), got
    first["flags"].append({"flag": "maybe_two", "alarm": True})
    got = scored(report, folder)
    assert (got["lost"], got["merged"], got["false_alarms"]) == (0, 0, before), got
    assert got["asked_one_or_two"] == {"flags": 1, "two": 1, "lost": 1, "merged": 1}, got
    # ... and one that is asked about for nothing is a false alarm
    other = next(c for c in report["charges"] if c["kind"] in OUT and c is not first)
    other["flags"].append({"flag": "maybe_two", "alarm": True})
    got = scored(report, folder)
    assert (got["asked_one_or_two"]["flags"], got["asked_one_or_two"]["two"], got["false_alarms"]) == (2, 1, before + 1), got
    for c in report["charges"]:
        if c["kind"] == "fraud":
            c.update(verdict="explained", probability=0.995, explained_by=[{"kind": "shipment", "order_id": "x", "amount": c["amount"]}])
            assert scored(report, folder)["fraud"]["missed"] == 1
            break


CASES = (("typical", ()), ("dense", ()), ("tied", ()), ("awkward", ()), ("fraud", ()),
         ("dense", ("overlap=1", "layouts=vpass13,amex3,mufg8", "reworded=0.3", "other_twin=0.1", "twin=0.05")),
         ("awkward", ("pending=1", "layouts=vpass7,rakuten", "cards=2", "hold=0.1", "price_model=round")))


def main():
    for setting, changes in CASES:
        with tempfile.TemporaryDirectory() as folder:
            check(setting, changes, folder)
        print("ok", setting, *changes)


if __name__ == "__main__":
    main()
