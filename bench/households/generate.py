#!/usr/bin/python3
"""Make households with their statements, exports and the truth about every row. See README.md."""
import argparse
import gc
import json
import os
import sys
from datetime import date

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import exports           # noqa: E402
import settings          # noqa: E402
import statements        # noqa: E402
from world import Charge, World   # noqa: E402

PRINTS_LAST4 = ("myjcb", "view", "amex8")


class Photo:
    """One statement file to be: rows as (charge, line, what this appearance is)."""
    __slots__ = ("layout", "path", "month", "rows", "end")

    def __init__(self, layout, path, month, end):
        self.layout, self.path, self.month, self.end = layout, path, month, end
        self.rows = []


def month_of(day):
    y, m, _ = statements.ymd(day)
    return y * 12 + m - 1


def last_day(month):
    y, m = divmod(month + 1, 12)
    return date(y, m + 1, 1).toordinal() - 1


def line_of(card, c, inst=None, text=None):
    return statements.Line(c.day, text or c.text, c.amount, c.holder, c.foreign, inst, month=statements.ymd(c.posted)[:2],
                           last4=card.last4(c.day) if len(card.numbers) > 1 else None)


def reworded(world, c):
    """The text a later download gives, or None."""
    if world.rng.random() >= world.p.reworded:
        return None
    return statements.REWORDED.get(c.text, None if c.business != "other" else c.text + "／ＮＦＣ")


def monthly(world, k, card, charges):
    """One file a month of posting; instalments come back in the two months after."""
    step, photos = max(1, world.p.months_per_file), {}

    def photo(month):
        month -= month % step
        got = photos.get(month)
        if got is None:
            when = (month // 12, month % 12 + 1)
            got = photos[month] = Photo(card.layout, f"card{k + 1}/{statements.file_name(card.layout, when)}", when, last_day(month))
        return got
    limit = month_of(world.last) + 1
    for c in charges:
        month = month_of(c.posted)
        if not c.inst:
            photo(month).rows.append((c, line_of(card, c), "first"))
            continue
        share = c.amount // c.inst
        for n in range(c.inst):
            if month + n > limit:
                break
            billed = c.amount - share * (c.inst - 1) if n == 0 else share
            photo(month + n).rows.append((c, line_of(card, c, (n + 1, c.inst, billed)), "instalment" if n else "first"))
    return [photos[m] for m in sorted(photos)]


def overlapping(world, k, card, charges):
    """Each file covers two months of use, so most rows are seen twice; what was posted late is in the second alone."""
    photos, seen = [], set()
    months = range(month_of(world.first), month_of(world.last) + 1)
    for month in months:
        when = (month // 12, month % 12 + 1)
        end = last_day(month)
        photos.append(Photo(card.layout, f"card{k + 1}/{statements.file_name(card.layout, when)}", when, end))
    start = months[0]
    for c in charges:
        own = month_of(c.day) - start
        for n in (own, own + 1):
            if n >= len(photos) or (c.posted > photos[n].end and n + 1 < len(photos)):
                continue
            again = c.number in seen
            text = reworded(world, c) if again else None
            seen.add(c.number)
            photos[n].rows.append((c, line_of(card, c, None, text), "first" if not again else "reworded" if text else "same"))
    return [p for p in photos if p.rows]


def with_pending(world, k, card, charges):
    """Beside the bills: what the issuer's page showed on the 20th, in the other layout."""
    rng, photos = world.rng, {}
    for c in charges:
        y, m, d = statements.ymd(c.day)
        closing = date(y, m, 20).toordinal()
        if c.posted > closing:
            continue
        got = photos.get((y, m))
        if got is None:
            got = photos[(y, m)] = Photo("vpass13", f"card{k + 1}/pending/{statements.file_name('vpass13', (y, m))}", (y, m), closing)
        got.rows.append((c, line_of(card, c, None, reworded(world, c)), "pending"))
        if rng.random() < world.p.hold:
            hold = Charge(c.card, c.day, c.business, c.amount + 1 + rng.randrange(900), "hold", (), "one", "none")
            hold.text, hold.number = c.text, len(world.charges) + 1 + rng.randrange(1 << 40)
            got.rows.append((hold, line_of(card, hold), "first"))
    return [photos[m] for m in sorted(photos)]


def photographs(world):
    by = [[] for _ in world.cards]
    for c in world.charges:
        by[c.card].append(c)
    for k, (card, charges) in enumerate(zip(world.cards, by)):
        if card.overlap:
            photos = overlapping(world, k, card, charges)
        else:
            photos = monthly(world, k, card, charges)
            if card.pending:
                photos += with_pending(world, k, card, charges)
        yield card, photos


def iso(day):
    return None if day is None else date.fromordinal(day).isoformat()


def truth_row(c, name, path, line, how, card, first):
    row = {"path": path, "line": line, "charge": f"{name}-{c.number}", "as": how, "kind": c.kind, "date": iso(c.day),
           "amount": c.amount}
    if not first:
        return row
    row["business"], row["shape"], row["proof"] = c.business, c.shape, c.proof
    if card.layout in PRINTS_LAST4:
        row["last4"] = card.last4(c.day)
    ids = list(dict.fromkeys(p[1] for p in c.paid if p[1] and p[0] != "netted_refund"))
    row["order_ids"] = ids
    row["paid"] = [{"what": p[0], "order_id": p[1], "amount": p[2], "ship_date": iso(p[3])} for p in c.paid]
    if c.optional:
        row["optional_order_ids"] = list(c.optional)
    if c.like:
        row["like"] = f"{name} {c.like}"
    if c.flags:
        row["flags"] = list(c.flags)
    return row


def write(path, data, made=set()):
    folder = os.path.dirname(path)
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    with open(path, "wb") as f:
        f.write(data)


class Truth:
    """truth.json, written as it goes: one object a line within "rows"."""

    def __init__(self, path, head):
        self.f = open(path, "w", encoding="utf-8")
        self.f.write(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"rows": [')
        self.comma, self.duplicates, self.refunds, self.counts = "\n", [], [], {}
        self.encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def row(self, row):
        self.f.write(self.comma + self.encode(row))
        self.comma = ",\n"

    def done(self):
        for name, rows in (("duplicates", self.duplicates), ("refunds", self.refunds)):
            self.f.write(f'\n],\n"{name}": [\n' + ",\n".join(map(self.encode, rows)))
        self.f.write('\n],\n"counts": ' + json.dumps(self.counts) + "}\n")
        self.f.close()


def household(params, seed, charges, name, folder, prefix, truth, level):
    world = World(params, seed, charges)
    first = {}
    for card, photos in photographs(world):
        paid = 0
        for photo in photos:
            # A bill is sorted by the day of use; a sort that keeps equal days as they are.
            rows = sorted(photo.rows, key=lambda r: r[0].day)
            layout = photo.layout
            if layout == "rakuten" and photo is photos[-1] and min(r[1].amount for r in rows) > 0:
                layout = "rakuten_open"
            data, at = statements.LAYOUTS[layout]([r[1] for r in rows], card.face(photo.end, paid), photo.month)
            paid = max(0, sum(r[1].billed for r in rows))
            path = prefix + photo.path
            write(os.path.join(folder, path), data)
            for (c, _, how), line in zip(rows, at):
                where = first.get(c.number)
                truth.row(truth_row(c, name, path, line, how if where else "first", card, where is None))
                truth.counts["rows"] = truth.counts.get("rows", 0) + 1
                if where is None:
                    first[c.number] = (path, line)
                    truth.counts[c.kind] = truth.counts.get(c.kind, 0) + 1
                else:
                    truth.duplicates.append({"path": path, "line": line, "as": how, "of": {"path": where[0], "line": where[1]}})
    for account in world.accounts:
        base = os.path.join(folder, prefix + "amazon", account.name)
        if account.era == 3:
            data = exports.era3_zip(account.orders, account.refunds, "" if world.rng.random() < 0.7 else "Your Orders/",
                                    world.rng.random() < params.apostrophes, level)
            write(os.path.join(base, "Your Orders.zip"), data)
        else:
            write(os.path.join(base, "Amazon.zip"), exports.era2_zip(account.orders, account.refunds, level))
        if account.filtered:
            write(os.path.join(base, "amazon_history.csv"), exports.filter_csv(account.orders))
    for refund, account, outcome, c in world.refunds:
        where = first.get(c.number) if c is not None and world.first <= c.day <= world.last else None
        truth.refunds.append({"household": name, "order_id": refund.oid, "amount": refund.amount, "date": iso(exports.jst_day(refund.done)),
                              "listed": account.listed, "outcome": outcome if c is None or where else "outside",
                              "row": {"path": where[0], "line": where[1]} if where else None})
    truth.counts["charges"] = truth.counts.get("charges", 0) + len(first)
    truth.counts["amazon_orders"] = truth.counts.get("amazon_orders", 0) + sum(len(a.orders) for a in world.accounts)


def arguments():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--setting", choices=sorted(settings.SETTINGS), default="typical")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--charges", type=int, default=1000, help="charges in all, over all households")
    a.add_argument("--households", type=int, default=0, help="default: one for each ten years of the setting's pace")
    a.add_argument("--out", required=True, metavar="DIR")
    a.add_argument("--as-of", default="2026-11-22")
    a.add_argument("--zip-level", type=int, default=6)
    a.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change a parameter of settings.py")
    return a.parse_args()


def main():
    args = arguments()
    params = settings.make(args.setting, args.set)
    count = args.households or max(1, round(args.charges * params.amazon_share / params.amazon_per_day / params.max_days))
    folder = os.path.join(args.out, "input")
    os.makedirs(folder, exist_ok=True)
    head = {"schema": "mioboe.households/1", "setting": args.setting, "seed": args.seed, "as_of": args.as_of, "households": count,
            "changed": args.set}
    truth = Truth(os.path.join(args.out, "truth.json"), head)
    gc.disable()
    for k in range(count):
        name = f"h{k + 1:05d}"
        n = args.charges * (k + 1) // count - args.charges * k // count
        household(params, f"{args.setting}/{args.seed}/{k}", n, name, folder, f"{name}/" if count > 1 else "", truth, args.zip_level)
    truth.done()
    json.dump(truth.counts, sys.stderr)
    sys.stderr.write("\n")


if __name__ == "__main__":
    main()
