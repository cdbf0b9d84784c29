"""One household: who bought what, what the cards were charged for it, and what that charge truly is.

Nothing here knows of any program that explains charges; it only plays out purchases.
"""
import random
from datetime import date

import words
from exports import Item, Order, Refund, Shipment, at
from statements import Card, amazon_text

ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
FREE_WINDOW = ("vpass13", "mufg8", "amex8", "amex3", "paypay12")     # downloads of any span of days
PLANS = {"prime": ("Prime Membership Fee", "B079F245XY", 600), "unlimited": ("Kindle Unlimited", "B00MSAMPLE", 980),
         "channel": ("見本アニメ チャンネル", "B0CHSAMPLE", 550), "music": ("Amazon Music Unlimited", "B01MSAMPLE", 1080)}


class Charge:
    """A purchase or credit on a card. proof: full, inferred (needs a guess that no file confirms) or none."""
    __slots__ = ("card", "day", "posted", "business", "text", "amount", "kind", "shape", "paid", "optional", "proof", "foreign",
                 "inst", "number", "like", "holder", "flags")

    def __init__(self, card, day, business, amount, kind, paid=(), shape="one", proof="full"):
        self.card, self.day, self.business, self.amount, self.kind = card, day, business, amount, kind
        self.paid = list(paid)     # (what, order id, yen, day of dispatch or None): the sum is the amount
        self.shape, self.proof = shape, proof
        self.optional = ()         # order ids that an explanation may name as well
        self.text, self.foreign, self.inst, self.like, self.holder = None, None, None, None, 0
        self.posted, self.number = day, 0
        self.flags = ()


class Account:
    def __init__(self, name, era, listed, filtered):
        self.name, self.era, self.listed, self.filtered = name, era, listed, filtered
        self.orders, self.refunds = [], []


class OwnCard:
    """A card over its life: numbers by the day from which they hold."""

    def __init__(self, layout, rng, holders, overlap, pending, weekend):
        self.layout, self.overlap, self.pending, self.weekend = layout, overlap, pending, weekend
        self.numbers = [(0, "%04d" % rng.randrange(10000))]
        # Vpass prints the first six digits and no others, so two such cards must differ there.
        self.bin6 = "%04d%02d" % (rng.choice((4980, 5334, 3565)), rng.randrange(100))
        self.brand = {"498": "Visa", "533": "MasterCard", "356": "JCB"}[self.bin6[:3]]
        self.holders = holders
        self.name = {"vpass7": "見本カードＶＩＳＡ", "vpass13": "見本カードＶＩＳＡ", "saison": "見本セゾンカード", "view": "「見本スイカ」カード",
                     "myjcb": "見本ＪＣＢカード"}.get(layout, "見本カード")

    def last4(self, day):
        for since, number in reversed(self.numbers):
            if day >= since:
                return number
        return self.numbers[0][1]

    def face(self, day, payment=0):
        return Card(self.layout, self.last4(day), self.bin6, self.name, self.holders, self.brand, payment=payment)


class World:
    """A household of about ${charges} charges that ends on the last day of ${params}."""

    def __init__(self, params, seed, charges):
        self.p, self.rng = params, random.Random(seed)
        self.charges, self.accounts, self.cards = [], [], []
        self.refunds = []         # (refund, account, outcome, charge or None)
        p = params
        self.last = date.fromisoformat(p.until).toordinal()
        days = min(p.max_days, max(31, round(charges * p.amazon_share / p.amazon_per_day)))
        self.first = self.last - days + 1
        self.days = days
        self.wanted = charges
        self._people()
        self._prices()
        self._live()
        self._others()
        self._fraud()
        self._finish()

    # --- the cast -------------------------------------------------------------------------

    def _people(self):
        p, rng = self.p, self.rng
        layouts = p.layouts.split(",")
        order = rng.sample(layouts, len(layouts))
        for k in range(p.cards):
            layout = order[k % len(order)]
            holders = words.HOLDERS[:2] if layout in ("vpass7", "saison", "mufg8") and rng.random() < 0.3 else words.HOLDERS[k % 2:k % 2 + 1]
            card = OwnCard(layout, rng, holders, rng.random() < p.overlap and layout in FREE_WINDOW,
                           layout == "vpass7" and rng.random() < p.pending, rng.random() < p.lag_weekend)
            if rng.random() < p.reissue:
                card.numbers.append((rng.randrange(self.first + self.days // 4, self.last), "%04d" % rng.randrange(10000)))
            self.cards.append(card)
        for k in range(p.accounts):
            self.accounts.append(Account(words.MEMBERS[k % 3] + ("" if k < 3 else str(k)), 2 if rng.random() < p.era2 else 3, True,
                                         rng.random() < p.filter_csv))
        self.secret = Account("other", 3, False, False)

    def _prices(self):
        self.catalogue = [self._heavy() for _ in range(self.p.catalogue)] if self.p.price_model == "catalogue" else None

    def _heavy(self):
        rng = self.rng
        x = int(self.p.price_median * 2.718281828 ** (self.p.price_spread * rng.gauss(0, 1)))
        x = max(110, min(x, 180000))
        r = rng.random()
        if r < 0.35:
            return x // 10 * 10
        if r < 0.50:
            return max(180, x // 100 * 100 + 80)
        if r < 0.58:
            return max(298, x // 100 * 100 + 98)
        return x

    def _price(self):
        if self.catalogue:
            return self.rng.choice(self.catalogue)
        if self.p.price_model == "round":
            return 500 * (1 + min(40, int(self.rng.expovariate(0.25))))
        return self._heavy()

    def _oid(self, digital=False):
        rng = self.rng
        head = "D01" if digital else rng.choice(("249", "250", "503"))
        return "%s-%07d-%07d" % (head, rng.randrange(10 ** 7), rng.randrange(10 ** 7))

    def _item(self, price=None):
        rng = self.rng
        r = rng.random()
        title = f"{words.GOODS_A[int(r * 16)]}{words.GOODS_B[int(r * 4801) % 30]} {words.GOODS_C[int(r * 70001) % 10]}"
        asin = "B0" + "".join(ALNUM[b % 36] for b in rng.randbytes(8))
        item = Item(asin, title, price or self._price())
        if rng.random() < self.p.quantity:
            item.qty = 2 if rng.random() < 0.8 else 3
        return item

    # --- purchases ------------------------------------------------------------------------

    def _live(self):
        p, rng = self.p, self.rng
        self.netting, self.open = [], {}
        # One order is more than one charge; measured with the shape of the parameters.
        per_order = 1 + p.more_items * p.split * 0.9 + p.refund * 0.8 - p.gift_full - p.cancelled - p.combine * 0.1
        subs = self._subscriptions()
        wanted = max(1, self.wanted * p.amazon_share - subs)
        rate = wanted / per_order / self.days
        for day in range(self.first - 20, self.last + 1):
            n = self._poisson(rate)
            for _ in range(n):
                account = self._account()
                card = 0 if rng.random() < 0.65 else rng.randrange(len(self.cards))
                if rng.random() < p.digital:
                    self._digital(day, account, card)
                else:
                    order = self._order(day, account, card)
                    if rng.random() < p.twin:
                        self._again(order, day, account, card)

    def _poisson(self, rate):
        limit, n, x = 2.718281828 ** -rate, 0, self.rng.random()
        while x > limit:
            n += 1
            x *= self.rng.random()
        return n

    def _account(self):
        rng = self.rng
        if self.p.other_account and rng.random() < self.p.other_account:
            return self.secret
        return self.accounts[0] if len(self.accounts) == 1 or rng.random() < 0.6 else rng.choice(self.accounts)

    def _pay(self, card, day, more=""):
        own = self.cards[card]
        text = f"{own.brand} - {own.last4(day)}"
        return f"Gift Certificate/Card and {text}" if more == "gift" else text

    def _lag(self, card, day, quick=False):
        """Day of use for a box that left on ${day}."""
        p, rng = self.p, self.rng
        if not quick and rng.random() < p.lag_late:
            day += rng.randint(2, 25)
        elif rng.random() >= p.lag_same_day:
            day += 1
        if self.cards[card].weekend:
            week = day % 7            # ordinal 1 was a Monday, so 6 and 0 are the weekend
            day += 2 if week == 6 else 1 if week == 0 else 0
        return day

    def _dispatch(self, day, option):
        rng = self.rng
        if option == "std-sns-us":
            return day + rng.randint(7, 14)
        if option == "preorder":
            return day + rng.randint(20, 110)
        if rng.random() < self.p.back_order:
            return day + rng.randint(5, 35)
        return day + (0 if rng.random() < 0.45 else rng.randint(1, 3))

    def _order(self, day, account, card, lines=None):
        p, rng = self.p, self.rng
        items = lines or [self._item()]
        while not lines and len(items) < 8 and rng.random() < p.more_items:
            items.append(self._item())
        if rng.random() < p.postage:
            items[0].postage = 410
        if rng.random() < p.discount:
            items[0].discount = min(items[0].price // 2, rng.choice((50, 100, 200, 300, items[0].price // 10)))
        r = rng.random()
        option = "std-sns-us" if r < p.subscribe_save else "preorder" if r < p.subscribe_save + p.preorder else "next-jp"
        boxes = [items]
        if len(items) > 1 and rng.random() < p.split:
            cut = rng.randint(1, len(items) - 1)
            boxes = [items[:cut], items[cut:]]
        clock = rng.randrange(86000)
        order = Order(self._oid(), at(day, clock), [], option="std-jp" if option == "preorder" else option,
                      pay=self._pay(card, day))
        account.orders.append(order)
        order.listed = account.listed
        r = rng.random()
        if r < p.cancelled:
            order.status, order.shipments = "Cancelled", [Shipment(items, ())]
            return order
        if r < p.cancelled + p.free_replacement:
            for i in items:
                i.price, i.discount, i.postage = 0, 0, 0
            order.shipments = [Shipment(items, (at(day + 1, 40000),))]
            return order
        days = []
        for box in boxes:
            ship = self._dispatch(day, option)
            second = rng.randrange(86400) if ship > day else rng.randrange(clock + 300, 86400)
            times = (at(ship, second),)
            if len(box) == 1 and rng.random() < p.two_dates:
                box[0].qty = max(2, box[0].qty)
                times = (at(ship, second), at(ship + rng.randint(0, 3), rng.randrange(86400)))
            order.shipments.append(Shipment(box, times, carrier="ヤマト運輸(%012d)" % rng.randrange(10 ** 12), pay=self._pay(card, ship)))
            days.append(ship)
        self._charge(order, account, card, day, days, option)
        return order

    def _again(self, order, day, account, card):
        lines = [Item(i.asin, i.title, i.price, i.qty) for s in order.shipments for i in s.items]
        if lines:
            self._order(day, account, card, lines)

    def _new(self, order, account, card, day, amount, paid, shape, proof="full", kind="shipment", business=None):
        if business is None:
            business = "market" if self.rng.random() < self.p.market else "retail"
        if not account.listed:
            proof = "none"
        c = Charge(card, day, business, amount, kind, paid, shape, proof)
        self.charges.append(c)
        order.paid.append((day, amount, self.cards[card].last4(day)))
        if self.rng.random() < self.p.double_charge:
            twin = Charge(card, day + (self.rng.random() < 0.5), business, amount, "double_charge", (), "one", "none")
            c.like = twin.like = f"double {order.oid}"
            twin.flags = c.flags = ("duplicate_charge",)
            self.charges.append(twin)
        return c

    def _charge(self, order, account, card, day, days, option):
        """What the card is charged for the boxes of ${order}, which left on ${days}."""
        p, rng = self.p, self.rng
        totals = [s.total for s in order.shipments]
        whole = sum(totals)
        if whole <= 0:
            return
        if rng.random() < p.gift_full:
            order.pay = "Gift Certificate/Card"
            for s in order.shipments:
                s.pay = None
            order.points = whole
            return
        less, how = 0, ""
        r = rng.random()
        if r < p.points:
            less, how = min(totals[0] - 1, rng.randint(1, 500)), "points"
        elif r < p.points + p.gift_part:
            less, how = max(1, int(totals[0] * rng.random() * 0.9)), "gift"
            if less >= totals[0]:
                less = 0
            if less and rng.random() < 0.9:
                for s in order.shipments:
                    s.pay = self._pay(card, days[0], "gift")
        order.points = less
        parts = [("shipment", order.oid, t, d) for t, d in zip(totals, days)]
        cut = [("points_or_gift_card", None, -less, None)] if less else []
        proof = "inferred" if less and not account.filtered else "full"
        shape = {"points": "points", "gift": "gift_part"}[how] if less else "one"
        if option == "preorder" and rng.random() < p.preorder_lower and not less and len(parts) == 1:
            drop = max(1, totals[0] // 20)
            self._new(order, account, card, self._lag(card, days[0]), totals[0] - drop,
                      parts + [("price_guarantee", None, -drop, None)], "preorder_lower", "inferred")
        elif rng.random() < p.before_ship:
            self._new(order, account, card, day, whole - less, parts + cut, "before_ship" if not less else shape, proof, "order")
        elif len(parts) > 1 and rng.random() < p.combine:
            self._new(order, account, card, self._lag(card, max(days)), whole - less, parts + cut,
                      "combined_shipments" if not less else shape, proof, "order")
        else:
            self._by_box(order, account, card, parts, cut, shape, proof)
        self._maybe_refund(order, account, card, max(days))

    def _by_box(self, order, account, card, parts, cut, shape, proof):
        p, rng = self.p, self.rng
        for k, (part, box) in enumerate(zip(parts, order.shipments)):
            _, oid, total, ship = part
            if total <= 0:
                continue
            if len(box.times) == 2 and not cut and total >= 2:
                half = total // 2
                second = ship + (box.times[1] - box.times[0]) // 86400
                for amount, sent in ((total - half, ship), (half, second)):
                    self._new(order, account, card, self._lag(card, sent, True), amount, [("split_part", oid, amount, sent)],
                              "two_charges", proof)
                continue
            off = cut if k == 0 else []
            amount = total + sum(x[2] for x in off)
            key = (account.name, card, ship)
            earlier = self.open.get(key)
            if earlier is not None and not off and rng.random() < p.combine_orders and earlier.shape in ("one", "combined_orders"):
                earlier.amount += amount
                earlier.paid.append(part)
                earlier.shape, earlier.kind = "combined_orders", "order"
                order.paid.append((earlier.day, amount, self.cards[card].last4(earlier.day)))
                continue
            c = self._new(order, account, card, self._lag(card, ship), amount, [part] + off, shape if k == 0 else "one",
                          proof if k == 0 else "full")
            if not off and c.like is None:
                self.open[key] = c

    def _maybe_refund(self, order, account, card, sent):
        p, rng = self.p, self.rng
        if not order.paid or rng.random() >= p.refund:
            return
        charged = sum(x[1] for x in order.paid)
        items = [i for s in order.shipments for i in s.items]
        amount = items[0].price * items[0].qty if len(items) > 1 else order.total
        if rng.random() < p.refund_partial:
            amount = max(1, int(amount * rng.choice((0.1, 0.2, 0.5, 0.8))))
        amount = min(amount, charged)
        if amount <= 0:
            return
        created = sent + rng.randint(3, 30)
        done = created + rng.randint(0, 3)
        refund = Refund(order.oid, at(created, rng.randrange(86400)), at(done, rng.randrange(86400)), amount,
                        twice=rng.random() < p.refund_twice_listed)
        if done > self.last:
            return
        if account.listed:
            account.refunds.append(refund)
        r = rng.random()
        if r < p.refund_gift:
            self.refunds.append((refund, account, "gift_balance", None))
        elif r < p.refund_gift + p.refund_never:
            self.refunds.append((refund, account, "never", None))
        elif r < p.refund_gift + p.refund_never + p.refund_netted:
            self.netting.append((done, card, refund, account))
        else:
            self._credit(refund, account, card, done)

    def _credit(self, refund, account, card, done):
        day = done + self.rng.choice((0, 0, 1, 1, 2, 3, 5, 7))
        c = Charge(card, day, "retail", -refund.amount, "refund", [("refund", refund.oid, -refund.amount, None)],
                   "one", "full" if account.listed else "none")
        self.charges.append(c)
        self.refunds.append((refund, account, "posted", c))

    def _digital(self, day, account, card):
        rng = self.rng
        price = self._price() if self.catalogue else rng.choice((99, 299, 400, 550, 770, 880, 1100, 1430, 1650, 1980, 407, 660))
        item = Item("B0" + "".join(ALNUM[b % 36] for b in rng.randbytes(8)), rng.choice(words.BOOKS) + " %d" % rng.randint(1, 12), price)
        ts = at(day, rng.randrange(86400))
        order = Order(self._oid(True), ts, [Shipment([item], (ts,))], kind="digital", pay=self._pay(card, day))
        order.listed = account.listed
        account.orders.append(order)
        self._new(order, account, card, day + (rng.random() < 0.25), price, [("digital", order.oid, price, day)], "one", kind="digital",
                  business="digital")

    def _subscriptions(self):
        """Monthly plans; returns how many charges they made."""
        p, rng = self.p, self.rng
        n = 0
        for plan, share in (("prime", p.prime), ("unlimited", p.unlimited), ("channel", p.channel), ("music", p.music)):
            if rng.random() >= share:
                continue
            title, asin, price = PLANS[plan]
            account, card = self._account(), rng.randrange(len(self.cards))
            listed = account.listed and rng.random() < p.subscription_listed
            start = self.first + rng.randrange(min(30, self.days))
            dom = min(28, date.fromordinal(start).day)
            since = date.fromordinal(start)
            month = since.year * 12 + since.month - 1
            while True:
                day = date(month // 12, month % 12 + 1, dom).toordinal()
                month += 1
                if day > self.last:
                    break
                if day < self.first:
                    continue
                ts = at(day, 30000)
                order = Order(self._oid(True), ts, [Shipment([Item(asin, title, price)], (ts,))], kind="digital",
                              pay=self._pay(card, day), subscription="Subscription_Renewal")
                order.listed = listed
                account.orders.append(order)
                self._new(order, account, card, day + (rng.random() < 0.2), price, [("subscription", order.oid, price, day)], "one",
                          "full" if listed else "none", "subscription", "prime" if plan == "prime" else "digital")
                n += 1
        return n

    # --- everything that is not Amazon's shop -------------------------------------------

    def _other(self, card, day, text, amount, kind="other", business="other"):
        c = Charge(card, day, business, amount, kind, (), "one", "none")
        c.text = text
        c.holder = self.rng.randrange(len(self.cards[card].holders))
        self.charges.append(c)
        return c

    def _others(self):
        p, rng = self.p, self.rng
        months = self.days / 30.4
        want = self.wanted - sum(self.first <= c.day <= self.last for c in self.charges)
        for text, amount, wobble in words.MONTHLY:
            if want < months * 3 or rng.random() < 0.4:
                continue
            card = rng.randrange(len(self.cards))
            for k in range(int(months)):
                self._other(card, min(self.last, int(self.first + k * 30.44 + 9)), text, int(amount * (1 + wobble * (rng.random() - 0.5))))
                want -= 1
        if rng.random() < p.aws and want > months:
            for k in range(int(months)):
                usd = 0.5 + rng.random() * 2
                self._abroad(rng.randrange(len(self.cards)), int(self.first + k * 30.44 + 2), None, "USD", usd, "aws", "aws")
                want -= 1
        shops, weights = [s[0:2] for s in words.SHOPS], [s[2] for s in words.SHOPS]
        for text, median in rng.choices(shops, weights, k=max(0, want)):
            day, card = rng.randint(self.first, self.last), rng.randrange(len(self.cards))
            r = rng.random()
            if r < p.amazon_pay:
                self._other(card, day, None, 1000 + 10 * rng.randrange(500), "amazon_pay", "pay")
            elif r < p.amazon_pay + p.foreign:
                text, cur = rng.choice(words.ABROAD)
                self._abroad(card, day, text, cur, rng.random() * (60 if cur != "KRW" else 90000) + 1)
            else:
                c = self._other(card, day, text, max(100, int(median * (0.3 + 1.4 * rng.random()))))
                r = rng.random()
                if r < 0.004:
                    c.amount, c.kind = -c.amount, "other_refund"
                elif r < 0.004 + p.other_twin:
                    self._other(card, day, text, c.amount).holder = c.holder

    def _abroad(self, card, day, text, cur, units, kind="other", business="other"):
        rate = words.RATES[cur] * (0.98 + 0.04 * self.rng.random())
        rate_text = "%.3f" % rate
        units_text = "%.2f" % units
        c = self._other(card, day, text, max(1, int(float(units_text) * float(rate_text))), kind, business)
        c.foreign = (cur, units_text, rate_text, day + 1)

    # --- fraud ----------------------------------------------------------------------------

    def _fraud(self):
        p, rng = self.p, self.rng
        series = self._poisson(min(500, p.stolen_per_1000 * self.wanted / 1000)) if p.stolen_per_1000 else 0
        for s in range(series):
            card, day = rng.randrange(len(self.cards)), rng.randint(self.first, max(self.first, self.last - 5))
            amounts = [rng.choice((1, 80, 100, 110, 198, 220, 300))] if rng.random() < 0.7 else []
            amounts += [self._price() if rng.random() < 0.5 else int(self._price() * (1 + 3 * rng.random()))
                        for _ in range(rng.randint(2, 8))]
            for a in amounts:
                c = Charge(card, min(day, self.last), "retail", a, "fraud", (), f"stolen {s}", "none")
                self.charges.append(c)
                day += rng.random() < 0.4
        if rng.random() < p.takeover and self.accounts:
            account, card = self.accounts[0], rng.randrange(len(self.cards))
            day = rng.randint(self.first, self.last)
            for _ in range(rng.randint(2, 5)):
                price = rng.choice((5000, 10000, 20000, 30000))
                ts = at(day, rng.randrange(86400))
                order = Order(self._oid(), ts, [Shipment([Item("B00GCSAMPL", "Amazonギフトカード Eメールタイプ", price)], (ts,))],
                              pay=self._pay(card, day), option="email")
                account.orders.append(order)
                self._new(order, account, card, day, price, [("shipment", order.oid, price, day)], "takeover", "full", "takeover", "retail")

    # --- the books are closed -------------------------------------------------------------

    def _finish(self):
        p, rng = self.p, self.rng
        self._net_refunds()
        kept = []
        for c in self.charges:
            if not self.first <= c.day <= self.last:
                continue
            card = self.cards[c.card]
            if c.text is None:
                c.text = amazon_text(card.layout, c.business, rng.random())
            if c.business in ("retail", "market") and len(card.holders) > 1 and rng.random() < 0.3:
                c.holder = 1
            c.posted = c.day + (rng.randint(4, 25) if rng.random() < p.posted_late else rng.randint(0, 2))
            if (c.amount >= 9000 and card.layout in ("vpass7", "rakuten") and not card.overlap and not card.pending and not c.foreign
                    and rng.random() < p.instalment * 20):
                c.inst = 3
            kept.append(c)
        kept.sort(key=lambda c: (c.card, c.day))
        for n, c in enumerate(kept):
            c.number = n
        self.charges = kept

    def _net_refunds(self):
        """Put each refund that is to be netted into the next larger charge on its card, or credit it."""
        if not self.netting:
            return
        by_card = {}
        for c in self.charges:
            if c.kind == "shipment" and c.shape == "one" and c.like is None and c.proof == "full":
                by_card.setdefault(c.card, []).append(c)
        for rows in by_card.values():
            rows.sort(key=lambda c: c.day)
        from bisect import bisect_left
        days = {k: [c.day for c in rows] for k, rows in by_card.items()}
        for done, card, refund, account in self.netting:
            rows = by_card.get(card, [])
            for c in rows[bisect_left(days.get(card, []), done):]:
                if c.day > done + 10:
                    rows = ()
                    break
                if c.amount > refund.amount and c.shape == "one":
                    c.amount -= refund.amount
                    c.paid.append(("netted_refund", refund.oid, -refund.amount, None))
                    c.shape, c.optional = "netted", (refund.oid,)
                    if not account.listed:
                        c.proof = "inferred"
                    self.refunds.append((refund, account, "netted", c))
                    break
            else:
                rows = ()
            if not rows:
                self._credit(refund, account, card, done)
