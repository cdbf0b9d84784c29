#!/usr/bin/python3
"""The ideal observer: reads what the generator wrote, knows the parameters but not the truth, and says what the files allow.

    observer.py DIR > report.json        DIR as generate.py made it

Of truth.json it takes only what a statement prints (card, day, sum, which business) and which rows are one charge. All ways in which
the listed purchases can have made the charges are weighed with the generator's own probabilities; README.md says what is approximate.
"""
import collections
import csv
import io
import json
import math
import os
import random
import sys
import zipfile
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import settings          # noqa: E402

NEVER = 1e-12            # weight of what the model below cannot express
DROP = math.log(1e7)     # at first, options are left out that cost so much against the prices
MARGIN = math.log(1e5)   # in the end, only those whose best solution is so much less likely than the best
LIMIT = 60000            # sub-problems of one component
DRAWS = 1500             # for components with more solutions than that
PLANS = {"prime": ("Prime Membership Fee", 600), "unlimited": ("Kindle Unlimited", 980), "channel": ("チャンネル", 550),
         "music": ("Music Unlimited", 1080)}
SMALL_TESTS = (1, 80, 100, 110, 198, 220, 300)
DIGITAL_PRICES = 12

Charge = collections.namedtuple("Charge", "path line card day amount kind last4")
# What may have made a charge. items: bits of the units and charges it uses up; says: {charge: order ids}.
Option = collections.namedtuple("Option", "items weight says guessed")


class Order:
    """An order as exported; boxes = {text of the ship date: [yen, [days of dispatch]]}."""

    def __init__(self, oid, day, number, gift, option):
        self.oid, self.day, self.number, self.gift, self.option = oid, day, number, gift, option
        self.boxes, self.known = collections.OrderedDict(), None
        self.card, self.account = None, None


# --- reading --------------------------------------------------------------------------------------

def yen(cell):
    return int(cell.replace("'", "").replace(",", "") or 0)


def jst(cell):
    """Ordinal of the day in Japan of a UTC time."""
    return (datetime.fromisoformat(cell[:19]) + timedelta(hours=9)).toordinal()


def sent_days(cell):
    """Days of dispatch; of two, the second counts whole days of 24 hours from the first, as the generator does."""
    times = [datetime.fromisoformat(t[:19]) for t in cell.split(" and ")]
    day = jst(cell)
    return [day] + [day + (t - times[0]).days for t in times[1:]]


def number_of(pay):
    return pay[-4:] if pay[-4:].isdigit() else None


def tables(folder):
    """(name of the file, rows) of all CSV files of an account."""
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as f:
            data = f.read()
        if not name.endswith(".zip"):
            yield name, list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            for member in z.namelist():
                yield member, list(csv.DictReader(io.StringIO(z.read(member).decode("utf-8-sig"))))


def read_account(folder):
    """(orders, [(order id, number, day, yen, title, whether a plan)], refunds {(order id, time, yen)})."""
    orders, digital, refunds, paid = collections.OrderedDict(), collections.OrderedDict(), {}, {}
    money, heads, items = [], {}, {}
    for name, rows in tables(folder):
        base = name.rpartition("/")[2]
        if "OrderHistory" in base or base == "Order History.csv":
            for r in rows:
                read_line(orders, r)
        elif base == "Digital Content Orders.csv":
            for r in rows:
                d = digital.setdefault(r["Order ID"], [number_of(r["Payment Information"]), jst(r["Order Date"]), 0, r["Product Name"],
                                                       r["Subscription Order Type"] == "Subscription_Renewal"])
                d[2] += yen(r["Transaction Amount"])
        elif base == "Digital Orders.csv":
            heads = {r["OrderId"]: r for r in rows}
        elif base == "Digital Items.csv":
            items = {r["DigitalOrderItemId"]: r for r in rows}
        elif base == "Digital Orders Monetary.csv":
            money = rows
        elif base == "Refund Details.csv":
            refunds.update(((r["Order ID"], r["Refund Date"], yen(r["Refund Amount"])), jst(r["Refund Date"])) for r in rows)
        elif base.startswith("Retail.OrdersReturned"):
            refunds.update(((r["OrderID"], r["RefundCompletionDate"], yen(r["AmountRefunded"])), jst(r["RefundCompletionDate"]))
                           for r in rows)
        elif base == "amazon_history.csv":
            for r in rows:
                got = paid.setdefault(r["注文番号"], [])
                if r["クレカ請求額"]:
                    got.append((date(*map(int, r["クレカ請求日"].split("/"))).toordinal(), int(r["クレカ請求額"])))
    for m in money:
        item = items[m["DigitalOrderItemId"]]
        head = heads[item["OrderId"]]
        d = digital.setdefault(item["OrderId"], [number_of(head["PaymentInformation"]), jst(item["OrderDate"]), 0, item["ProductName"],
                                                 head["SubscriptionOrderType"] == "Subscription_Renewal"])
        d[2] += yen(m["TransactionAmount"])
    if paid:
        for o in orders.values():
            o.known = paid.get(o.oid)
    return [o for o in orders.values() if sum(o.boxes[b][0] for b in o.boxes) > 0], digital, refunds


def read_line(orders, r):
    if r["Order Status"] == "Cancelled":
        return
    pay = r.get("Payment Method Type") or r.get("Payment Instrument Type")
    number = number_of(pay)
    if number is None:          # gift balance paid it all
        return
    o = orders.get(r["Order ID"])
    if o is None:
        o = orders[r["Order ID"]] = Order(r["Order ID"], jst(r["Order Date"]), number, "Gift" in pay, r["Shipping Option"])
    box = o.boxes.setdefault(r["Ship Date"], [0, sent_days(r["Ship Date"])])
    box[0] += yen(r.get("Total Amount") or r.get("Total Owed"))
    o.number = number if o.number is None else o.number


def read_charges(folder):
    """(the Amazon charges, first appearances of all the others, first day, setting, changed parameters)."""
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
        truth = json.load(f)
    amazon, others, days = [], [], []
    for r in truth["rows"]:
        if r["as"] != "first" or r["kind"] == "hold":
            continue
        day = date.fromisoformat(r["date"]).toordinal()
        days.append(day)
        kind = {"retail": "shop", "market": "shop", "digital": "digital", "prime": "prime"}.get(r["business"])
        c = Charge(r["path"], r["line"], r["path"].partition("/")[0], day, r["amount"], kind, r.get("last4"))
        (amazon if kind else others).append(c)
    return amazon, others, min(days), truth["setting"], truth["changed"]


# --- the generator's probabilities ------------------------------------------------------------------

def normal(x):
    return 0.5 * (1 + math.erf(x / math.sqrt(2)))


def heavy_prices(p):
    """{price: probability} of one thing under the log-normal model."""
    out = collections.defaultdict(float)
    last = 0.0
    for x in range(110, 180001):
        up = normal(math.log((x + 1) / p.price_median) / p.price_spread) if x < 180000 else 1.0
        part, last = up - last, up
        out[x // 10 * 10] += 0.35 * part
        out[max(180, x // 100 * 100 + 80)] += 0.15 * part
        out[max(298, x // 100 * 100 + 98)] += 0.08 * part
        out[x] += 0.42 * part
    return out


_PRICES = {}


class Model:
    """What is known before the purchases of this household are looked at."""

    def __init__(self, params, first, rows):
        self.p, self.first, self.rows = params, first, rows
        self.last = date.fromisoformat(params.until).toordinal()
        self.days = self.last - first + 1
        self.shifted = {}         # card: probability that it moves weekends to Monday
        key = (params.price_model, params.price_median, params.price_spread)
        if key not in _PRICES:
            _PRICES[key] = heavy_prices(params)
        self.prices = _PRICES[key]

    def seen(self, day):
        return self.first <= day <= self.last

    def late(self, card, day, quick=False):
        """{day of use: probability} for a box that left on ${day}."""
        p, out = self.p, collections.defaultdict(float)
        late = 0.0 if quick else p.lag_late
        spread = [(day, (1 - late) * p.lag_same_day), (day + 1, (1 - late) * (1 - p.lag_same_day))]
        spread += [(day + k, late / 24) for k in range(2, 26)] if late else []
        moves = self.shifted.get(card, 0.0)
        for d, w in spread:
            monday = d + (2 if d % 7 == 6 else 1 if d % 7 == 0 else 0)
            if moves:
                out[monday] += w * moves
            out[d] += w * (1 - moves)
        return out

    def less(self, order, first_box, amount):
        """Probability that ${amount} yen of the order's first box were paid with points or gift balance."""
        p = self.p
        if amount == 0:
            return 0.0 if order.gift else 1 - p.points - p.gift_part
        if not 0 < amount < first_box:
            return 0.0
        points = 0.0 if order.gift else p.points * ((501 - amount) / 500 if amount == first_box - 1 else 1 / 500) * (amount <= 500)
        gift = p.gift_part * (0.9 if order.gift else 0.1) / (0.9 * first_box) * (amount <= 0.9 * first_box)
        return points + gift

    def price(self, amount):
        return self.prices.get(amount, 0.0) + 1e-7


# --- from files to options ----------------------------------------------------------------------------

class Household:
    def __init__(self, folder, setting=None):
        self.charges, self.others, first, own, changed = read_charges(folder)
        self.model = Model(settings.make(setting or own, changed), first, len(self.charges) + len(self.others))
        self.orders, self.digital, self.refunds = [], [], []
        base = os.path.join(folder, "input", "amazon")
        for name in sorted(os.listdir(base)):
            orders, digital, refunds = read_account(os.path.join(base, name))
            for o in orders:
                o.account = name
            self.orders += orders
            self.digital += [(oid, *d) for oid, d in digital.items()]
            self.refunds += [(key[0], day, key[2]) for key, day in refunds.items()]
        self.options, self.base = [], len(self.charges)
        self.units = 0
        self.by_card = collections.defaultdict(list)
        for n, c in enumerate(self.charges):
            self.by_card[c.card].append(n)
        self._cards()
        self._weekends()
        self.listed_plans = {plan for plan, (title, _) in PLANS.items() if any(title in d[4] for d in self.digital)}
        if self.model.p.price_model == "catalogue":
            self._catalogue()
        self._units()
        for n in range(len(self.charges)):
            self._nothing(n)

    def _cards(self):
        """Which card each number is: printed on the statement, or the one whose sums agree most; none where two cards share a number."""
        votes, printed = collections.defaultdict(collections.Counter), {}
        only = collections.defaultdict(set)       # charge: numbers whose purchases fit it
        where = collections.defaultdict(list)
        for c in self.charges:
            where[c.amount].append(c)
            if c.last4:
                printed[c.last4] = c.card
        facts = [(o.number, b[0], b[1][0]) for o in self.orders for b in o.boxes.values()]
        facts += [(number, amount, day) for _, number, day, amount, _, _ in self.digital]
        for number, amount, day in facts:
            for c in where[amount]:
                if 0 <= c.day - day <= 3:
                    votes[number][c.card] += 1
                    only[c].add(number)
        sole = collections.Counter((*numbers, c.card) for c, numbers in only.items() if len(numbers) == 1)
        self.card_of = {**printed}
        for number, v in votes.items():
            card = v.most_common(1)[0][0]
            shared = sum(sole[(number, other)] >= 3 for other in self.by_card) > 1
            self.card_of[number] = None if shared else card if printed.get(number, card) == card or sum(v.values()) < 5 else None

    def _weekends(self):
        """How likely each card moves weekends to Monday: by how many rows of the shop stand on a weekend all the same."""
        prior = self.model.p.lag_weekend
        for card, rows in self.by_card.items():
            days = [self.charges[n].day % 7 in (6, 0) for n in rows if self.charges[n].kind == "shop" and self.charges[n].amount > 0]
            off, on = sum(days), len(days) - sum(days)
            moves = prior * 0.02 ** off * 0.98 ** on
            stays = (1 - prior) * (2 / 7) ** off * (5 / 7) ** on
            self.model.shifted[card] = moves / (moves + stays)

    def _catalogue(self):
        """The few prices are those that come again and again."""
        seen = collections.Counter(b[0] for o in self.orders for b in o.boxes.values())
        seen.update(d[3] for d in self.digital)
        total = sum(seen.values())
        self.model.prices = {a: n / total for a, n in seen.items()}

    def _unit(self):
        self.units += 1
        return 1 << (self.base + self.units - 1)

    def _find(self, card, amounts, days, kinds=("shop",)):
        """Charges on ${card} (all if None) with a sum and a day within."""
        rows = self.by_card[card] if card else range(len(self.charges))
        return [(n, self.charges[n]) for n in rows if self.charges[n].day in days and self.charges[n].amount in amounts
                and self.charges[n].kind in kinds]

    def _add(self, units, weight, says, guessed=False):
        if weight <= 0:
            return
        items = units
        for n in says:
            items |= 1 << n
        self.options.append(Option(items, math.log(weight), says, guessed))

    def _unseen(self, units, weight, lags):
        """The charge for it lies outside the days of the files."""
        out = sum(w for d, w in lags.items() if not self.model.seen(d))
        self._add(units, weight * out + NEVER, {})

    def _units(self):
        chain = collections.defaultdict(list)
        for o in self.orders:
            o.card = self.card_of.get(o.number)
            self._order(o, chain)
        for boxes in chain.values():
            self._chain(boxes)
        plan_of = {title: plan for plan, (title, _) in PLANS.items()}
        for oid, number, day, amount, title, plan in self.digital:
            if amount <= 0:
                continue
            bit = self._unit()
            later = 0.2 if plan else 0.25
            lags = {day: 1 - later, day + 1: later}
            prime = any(plan_of[t] == "prime" for t in plan_of if t in title)
            for n, c in self._find(self.card_of.get(number), {amount}, lags, ("prime" if prime else "digital",)):
                self._add(bit, lags[c.day], {n: (oid,)})
            self._unseen(bit, 1.0, lags)
        self._refunds()

    def _order(self, o, chain):
        """Options of one order; boxes that may share a charge with another order's go to ${chain}."""
        model, p, boxes = self.model, self.model.p, list(o.boxes.values())
        bits = [self._unit() for _ in boxes]
        o.bits = dict(zip(o.boxes, bits))
        every = 0
        for b in bits:
            every |= b
        whole, first_box = sum(b[0] for b in boxes), boxes[0][0]
        if o.option == "email":
            lags = {boxes[0][1][0]: 1.0}
            for n, _ in self._find(o.card, {whole}, lags):
                self._add(every, 1.0, {n: (o.oid,)})
            self._unseen(every, 1.0, lags)
            return
        lower = p.preorder_lower if o.option == "std-jp" and len(boxes) == 1 else 0.0
        days_known = {d for d, _ in o.known} if o.known is not None else None
        cut_known = whole - sum(a for _, a in o.known) if o.known is not None and all(map(model.seen, days_known)) else None

        def put(units, total, lags, factor, bare=1.0, cuts=True):
            """One charge for ${units}; ${bare} is a factor when nothing was taken off."""
            for n in self.by_card[o.card] if o.card else range(len(self.charges)):
                c = self.charges[n]
                w = lags.get(c.day)
                cut = total - c.amount
                if not w or c.kind != "shop" or cut < 0 or (cut and not cuts):
                    continue
                if o.known is not None and (c.day not in days_known or (cuts and cut_known is not None and cut != cut_known)):
                    continue
                less = model.less(o, first_box, cut) if cuts else 1.0
                if cut_known is not None and cuts and less:
                    less = 1.0
                self._add(units, factor * w * less * (bare if not cut else 1.0), {n: (o.oid,)}, bool(cut) and o.known is None)
            self._unseen(units, factor, lags)
        if lower:
            lags, cheaper = model.late(o.card, boxes[0][1][0]), first_box - max(1, first_box // 20)
            for n, c in self._find(o.card, {cheaper}, lags):
                self._add(every, lower * (1 - p.points - p.gift_part) * lags[c.day], {n: (o.oid,)}, True)
        once = (1 - lower) * p.before_ship
        put(every, whole, {o.day: 1.0}, once)
        rest = (1 - lower) * (1 - p.before_ship)
        if len(boxes) > 1:
            put(every, whole, model.late(o.card, max(b[1][0] for b in boxes)), rest * p.combine)
            rest *= 1 - p.combine
        for k, (total, sent) in enumerate(boxes):
            if total <= 0:
                self._add(bits[k], 1.0, {})
                continue
            factor = rest if k == 0 else 1.0
            if len(sent) == 2 and total >= 2:
                self._two(o, bits[k], total, sent, factor)
                factor *= p.points + p.gift_part
                put(bits[k], total, model.late(o.card, sent[0]), factor, cuts=k == 0)
                continue
            before = chain[(o.account, o.card, sent[0])]
            alone = 1 - p.combine_orders if before else 1.0
            put(bits[k], total, model.late(o.card, sent[0]), factor, alone, cuts=k == 0)
            bare = factor * (model.less(o, first_box, 0) if k == 0 else 1.0)
            if bare > 0 and not cut_known:
                before.append((bits[k], total, o, bare, sent[0], bool(before)))

    def _two(self, o, bit, total, sent, factor):
        """One line in two boxes: two charges."""
        model, half = self.model, total // 2
        one, two = model.late(o.card, sent[0], True), model.late(o.card, sent[1], True)
        bare = factor * (1 - model.p.points - model.p.gift_part)
        for n, a in self._find(o.card, {total - half}, one):
            for m, b in self._find(o.card, {half}, two):
                if n != m:
                    self._add(bit, bare * one[a.day] * two[b.day], {n: (o.oid,), m: (o.oid,)})
        self._unseen(bit, bare, one)

    def _chain(self, boxes):
        """Boxes of one account and card that left on one day, in the order of the export: two to four in one charge."""
        p, found = self.model.p, []
        for start, box in enumerate(boxes):
            stack = [((box,), start, 1.0)]
            while stack:
                group, at, weight = stack.pop()
                if len(group) > 1:
                    found.append((group, weight))
                if len(group) < 4:
                    for k in range(at + 1, min(len(boxes), at + 6)):
                        skipped = (p.points + p.gift_part + p.before_ship + 0.01) ** (k - at - 1)
                        stack.append((group + (boxes[k],), k, weight * p.combine_orders * skipped))
        for group, weight in found:
            lags = self.model.late(group[0][2].card, group[0][4])
            bits, total, ids = 0, 0, []
            for bit, amount, o, bare, _, _ in group:
                bits, total, weight = bits | bit, total + amount, weight * bare
                ids += [o.oid] if o.oid not in ids else []
            if group[0][5]:
                weight *= 1 - p.combine_orders
            for n, c in self._find(group[0][2].card, {total}, lags):
                self._add(bits, weight * lags[c.day], {n: tuple(sorted(ids))})

    def _refunds(self):
        p = self.model.p
        by_oid = {o.oid: o for o in self.orders}
        for oid, done, amount in self.refunds:
            bit = self._unit()
            card = by_oid[oid].card if oid in by_oid else None
            posted = 1 - p.refund_gift - p.refund_never - p.refund_netted
            lags = {done: 0.25, done + 1: 0.25, done + 2: 0.125, done + 3: 0.125, done + 5: 0.125, done + 7: 0.125}
            for n, c in self._find(card, {-amount}, lags):
                self._add(bit, posted * lags[c.day], {n: (oid,)})
            out = sum(w for d, w in lags.items() if not self.model.seen(d))
            self._add(bit, p.refund_gift + p.refund_never + posted * out + NEVER, {})
            self._netted(bit, card, done, amount)

    def _netted(self, bit, card, done, amount):
        """The refund was taken off the next larger charge of the card."""
        p = self.model.p
        for o in self.orders:
            if card and o.card != card:
                continue
            rest = (1 - p.before_ship) * (1 - p.points - p.gift_part) * (1 - p.combine if len(o.boxes) > 1 else 1)
            for k, (key, (total, sent)) in enumerate(o.boxes.items()):
                if total <= amount or len(sent) > 1 or not done - 26 <= sent[0] <= done + 10 or (o.gift and k == 0):
                    continue
                lags = self.model.late(o.card, sent[0])
                for n, c in self._find(o.card, {total - amount}, lags):
                    if done <= c.day <= done + 10:
                        before = sum(1 for m in self.by_card[c.card] if done <= self.charges[m].day < c.day
                                     and self.charges[m].amount > amount and self.charges[m].kind == "shop")
                        self._add(bit | o.bits[key], (rest if k == 0 else 1.0) * p.refund_netted * lags[c.day] * (0.05 if before else 1.0),
                                  {n: (o.oid,)})

    def _nothing(self, n):
        """Nothing in the files tells of the charge: how often does that come, at that sum, on a day of that card?"""
        model, p, c = self.model, self.model.p, self.charges[n]
        per_day = 1 / model.days / max(1, p.cards)
        rate = NEVER
        hidden = p.other_account / (1 - p.other_account)
        if c.amount > 0 and c.kind == "shop":
            rate += hidden * sum(len(o.boxes) for o in self.orders) * per_day * model.price(c.amount)
            series = p.stolen_per_1000 * model.rows / 1000
            wide = model.price(c.amount) * 0.6 + 0.4 * math.exp(-(math.log(c.amount / (2.3 * p.price_median)) ** 2) / 2) / (2.5 * c.amount)
            rate += series * per_day * (0.7 * (c.amount in SMALL_TESTS) / len(SMALL_TESTS) + 5 * wide)
        elif c.amount > 0:
            rate += hidden * len(self.digital) * per_day / DIGITAL_PRICES
            for plan, (_, price) in PLANS.items():
                if c.amount == price and (plan == "prime") == (c.kind == "prime") and (plan not in self.listed_plans or p.other_account):
                    rate += getattr(p, plan) * (1 - p.subscription_listed + p.other_account) / 30.4 / max(1, p.cards)
        else:
            rate += hidden * p.refund * len(self.orders) * per_day / 1500
        for m in self.by_card[c.card]:
            other = self.charges[m]
            if m != n and other.amount == c.amount and other.kind == c.kind and abs(other.day - c.day) <= 1:
                rate += p.double_charge * 0.5
        self._add(0, rate, {n: ()})


# --- all solutions, weighed ---------------------------------------------------------------------------

def bits_of(mask):
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def prices_of(options, count):
    """Dual prices: for each option the prices of its items are at least its weight, and all prices together hardly more than
    the best solution. Entropic cover (Sinkhorn), cooled down, then made feasible."""
    items = [list(bits_of(o.items)) for o in options]
    users = [[] for _ in range(count)]
    for k, own in enumerate(items):
        for i in own:
            users[i].append(k)
    price = [0.0] * count
    slack = [o.weight for o in options]        # weight less the prices
    for heat, sweeps in ((4.0, 8), (1.5, 10), (0.5, 12), (0.2, 14)):
        for _ in range(sweeps):
            most = 0.0
            for i in range(count):
                own = users[i]
                if not own:
                    continue
                top = max(slack[k] for k in own)
                step = top + heat * math.log(sum(math.exp((slack[k] - top) / heat) for k in own))
                if abs(step) > 1e-3:
                    price[i] += step
                    for k in own:
                        slack[k] -= step
                    most = max(most, abs(step))
            if most < 0.05:
                break
    for k, own in enumerate(items):
        if slack[k] > 0:
            raised = slack[k] / len(own)
            for i in own:
                price[i] += raised
                for j in users[i]:
                    slack[j] -= raised
    return slack


def components(options, mask):
    """Parts of ${mask} that no option joins."""
    parts = []
    for o in options:
        joined, rest = o.items, []
        for part in parts:
            if part & joined:
                joined |= part
            else:
                rest.append(part)
        parts = rest + [joined]
    return parts


class TooLarge(Exception):
    pass


class Solver:
    """Sum, best and random ones of all exact covers of a component."""

    def __init__(self, options, weights):
        self.options, self.weight, self.memo = options, weights, {}
        self.users = collections.defaultdict(list)
        for k, o in enumerate(options):
            for i in bits_of(o.items):
                self.users[i].append(k)

    def solve(self, mask):
        """(sum, weight of the best, parts or [(option, rest)], number of solutions) of the covers of ${mask}."""
        got = self.memo.get(mask)
        if got is not None:
            return got
        if not mask:
            return 1.0, 1.0, (), 1
        if len(self.memo) > LIMIT:
            raise TooLarge
        inside, few = set(), None
        for i in bits_of(mask):
            fits = [k for k in self.users[i] if not self.options[k].items & ~mask]
            if few is None or len(fits) < len(few):
                few = fits
            inside.update(fits)
            if not fits:
                break
        if not few:
            got = (0.0, 0.0, None, 0)
        else:
            parts = components([self.options[k] for k in inside], mask)
            if len(parts) > 1:
                total, best, count = 1.0, 1.0, 1
                for part in parts:
                    s = self.solve(part)
                    total, best, count = total * s[0], best * s[1], count * s[3]
                got = (total, best, ("all", parts), count)
            else:
                total, best, count, ways = 0.0, 0.0, 0, []
                for k in few:
                    s = self.solve(mask & ~self.options[k].items)
                    if s[0] > 0:
                        total, best, count = total + self.weight[k] * s[0], max(best, self.weight[k] * s[1]), count + s[3]
                        ways.append((k, mask & ~self.options[k].items))
                got = (total, best, ("one", ways), count)
        self.memo[mask] = got
        return got

    def best(self, mask):
        if not mask:
            return []
        _, _, (how, what), _ = self.memo[mask]
        if how == "all":
            return [k for part in what for k in self.best(part)]
        k, rest = max(what, key=lambda w: self.weight[w[0]] * (self.memo[w[1]][1] if w[1] else 1.0))
        return [k] + self.best(rest)

    def draw(self, mask, rng):
        if not mask:
            return []
        total, _, (how, what), _ = self.memo[mask]
        if how == "all":
            return [k for part in what for k in self.draw(part, rng)]
        x = rng.random() * total
        for k, rest in what:
            x -= self.weight[k] * (self.memo[rest][0] if rest else 1.0)
            if x <= 0:
                break
        return [k] + self.draw(rest, rng)

    def every(self, mask):
        """All solutions with their weights."""
        if not mask:
            yield [], 1.0
            return
        _, _, (how, what), _ = self.memo[mask]
        if how == "all":
            head, tail = what[0], mask & ~what[0]
            if tail and tail not in self.memo:
                self.solve(tail)
            for a, x in self.every(head):
                for b, y in self.every(tail):
                    yield a + b, x * y
            return
        for k, rest in what:
            for b, y in self.every(rest):
                yield [k] + b, self.weight[k] * y


# --- verdicts ---------------------------------------------------------------------------------------

def right_ones(amounts, said, true):
    """Charges for which ${said} is as good as ${true}: the same orders, or an exchange all round among charges of one sum."""
    good = {n for n in said if said[n] == true[n]}
    owner = collections.defaultdict(list)
    off = [n for n in said if n not in good and said[n] and true[n]]
    for n in off:
        owner[(amounts[n], true[n])].append(n)
    follow = {}
    for n in off:
        if owner[(amounts[n], said[n])]:
            follow[n] = owner[(amounts[n], said[n])].pop()
    for n in off:
        ring, at = [], n
        while at in follow and at not in ring:
            ring.append(at)
            at = follow[at]
        if ring and at == n:
            good.update(ring)
    return good


def judge(options, chosen, solutions, amounts):
    """{charge: (ids, sure, guessed, others by share)} for one component."""
    def told(keys):
        out = {}
        for k in keys:
            out.update(options[k].says)
        return out
    said = told(chosen)
    guessed = {n for k in chosen if options[k].guessed for n in options[k].says}
    sure, shares = collections.Counter(), collections.defaultdict(collections.Counter)
    whole = sum(w for _, w in solutions)
    for keys, w in solutions:
        true = told(keys)
        for n in right_ones(amounts, said, true):
            sure[n] += w / whole
        for n, ids in true.items():
            shares[n][ids] += w / whole
    return {n: (said[n], sure[n], n in guessed, [(ids, x) for ids, x in shares[n].most_common() if ids != said[n]]) for n in said}


def entry(c, ids, kind="order"):
    return [{"kind": kind, "order_id": oid, "amount": c.amount if k == 0 else 0} for k, oid in enumerate(ids)]


def verdict(c, ids, sure, guessed, others):
    """The contract's verdict, as a charge of a report."""
    out = {"source": {"path": c.path, "line": c.line}, "also_in": [], "probability": round(min(sure, 0.9999), 6),
           "explained_by": entry(c, ids), "alternatives": [], "flags": [], "amount": c.amount}
    rival = others[0][1] if others else 0.0
    if not ids:
        out["verdict"], out["probability"] = "unexplained", None
        if sure <= 0.5 and others:
            out.update(verdict="ambiguous", probability=round(others[0][1], 6), explained_by=entry(c, others[0][0]),
                       alternatives=[[]] + [entry(c, o) for o, _ in others[1:5]])
    elif guessed:
        out["verdict"], out["probability"] = "probable", round(min(sure, 0.98), 6)
        if rival > sure / 2:
            out.update(verdict="ambiguous", alternatives=[entry(c, o) for o, _ in others[:5]])
    elif sure >= 0.99:
        out["verdict"] = "explained"
    elif rival > sure / 2:
        out.update(verdict="ambiguous", alternatives=[entry(c, o) for o, _ in others[:5]])
    else:
        out["verdict"] = "probable"
    return out


def observe(folder, setting, path):
    """Write the observer's report about ${folder} to ${path}; returns what there is to say about how it came about."""
    h = Household(folder, setting)
    notes = collections.Counter(households=1, charges=len(h.charges))
    amounts = [c.amount for c in h.charges]
    slack = prices_of(h.options, h.base + h.units)
    answers, rng = {}, random.Random(1)
    # A solution that uses an option falls short of the prices by at least the option's slack.
    todo = [(part, DROP, False) for part in components(h.options, 0)]
    while todo:
        mask, limit, cut = todo.pop()
        own = [k for k, o in enumerate(h.options) if not o.items & ~mask and slack[k] > -limit]
        parts = components([h.options[k] for k in own], mask)
        if len(parts) > 1:
            todo += [(part, limit, cut) for part in parts]
            continue
        options = [h.options[k] for k in own]
        solver = Solver(options, [math.exp(slack[k]) for k in own])
        try:
            total, best, _, count = solver.solve(mask)
        except TooLarge:
            todo.append((mask, limit * 0.8, True))
            continue
        need = MARGIN - math.log(best) if total > 0 else 2 * limit
        if need > limit and not cut:
            todo.append((mask, need, False))
            continue
        if total <= 0:
            sys.exit(f"observer: no solution within bounds in {folder}")
        notes["components"] += 1
        notes["cut"] += need > limit
        if count <= DRAWS:
            solutions = list(solver.every(mask))
        else:
            notes["sampled"] += 1
            solutions = [(solver.draw(mask, rng), 1.0) for _ in range(DRAWS)]
        answers.update(judge(options, solver.best(mask), solutions, amounts))
    report = []
    for n, c in enumerate(h.charges):
        ids, sure, guessed, others = answers[n]
        report.append(verdict(c, ids, sure, guessed, others))
        notes["right_at_any_p"] += sure
        notes["kept_probable"] += guessed and sure >= 0.99
    for c in h.others:
        report.append({"source": {"path": c.path, "line": c.line}, "also_in": [], "verdict": "out_of_scope", "probability": None,
                       "explained_by": [], "alternatives": [], "flags": [], "amount": c.amount})
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"charges": report, "expected": []}, f, ensure_ascii=False)
    return notes


if __name__ == "__main__":
    sys.setrecursionlimit(20000)
    observe(sys.argv[1], None, "/dev/stdout")
