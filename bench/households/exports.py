"""Amazon's data exports as files: orders in, zip or CSV bytes out (eras 2 and 3, and the CSV of Amazon注文履歴フィルタ)."""
import csv
import io
import zipfile
from datetime import datetime, timedelta, timezone

from statements import ymd

JST = 9 * 3600
_EPOCH_DAY = 719163          # ordinal of 1970-01-01


def stamp(ts):
    """UTC text of seconds since 1970."""
    return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=ts)).strftime("%Y-%m-%dT%H:%M:%SZ")


def at(day, second):
    """Seconds since 1970 (UTC) of ${second} within the JST day ${day} (ordinal)."""
    return (day - _EPOCH_DAY) * 86400 + second - JST


def jst_day(ts):
    return (ts + JST) // 86400 + _EPOCH_DAY


class Item:
    """A line of an order. Money is tax-inclusive yen."""
    __slots__ = ("asin", "title", "qty", "price", "discount", "postage")

    def __init__(self, asin, title, price, qty=1, discount=0, postage=0):
        self.asin, self.title, self.price, self.qty = asin, title, price, qty
        self.discount, self.postage = discount, postage

    @property
    def total(self):
        return self.price * self.qty + self.postage - self.discount


class Shipment:
    __slots__ = ("items", "times", "carrier", "pay")

    def __init__(self, items, times, carrier="ヤマト運輸(400000000000)", pay=None):
        self.items = items
        self.times = times        # UTC seconds: one, or two for one line in two boxes; () = not sent
        self.carrier = carrier
        self.pay = pay            # payment text of this shipment, None = the order's

    @property
    def total(self):
        return sum(i.total for i in self.items)


class Order:
    """kind: retail or digital. paid: [(card day, yen, last4)] is known to the filter CSV alone."""
    __slots__ = ("oid", "ts", "kind", "shipments", "status", "pay", "option", "paid", "points", "subscription", "gift", "listed")

    def __init__(self, oid, ts, shipments, kind="retail", pay="Visa - 0000", option="next-jp", status="Closed", subscription="",
                 gift=""):
        self.oid, self.ts, self.shipments, self.kind = oid, ts, shipments, kind
        self.pay, self.option, self.status = pay, option, status
        self.paid, self.points = [], 0
        self.subscription, self.gift = subscription, gift
        self.listed = True        # False: no export of the account shows it

    @property
    def total(self):
        return sum(s.total for s in self.shipments)


class Refund:
    __slots__ = ("oid", "created", "done", "amount", "reason", "kind", "twice")

    def __init__(self, oid, created, done, amount, reason="Customer Return", kind="Refund", twice=False):
        self.oid, self.created, self.done, self.amount = oid, created, done, amount
        self.reason, self.kind, self.twice = reason, kind, twice


ERA3_ORDERS = ("ASIN,Billing Address,Carrier Name & Tracking Number,Currency,Gift Message,Gift Recipient Contact,Gift Sender Name,"
               "Item Serial Number,Order Date,Order ID,Order Status,Original Quantity,Payment Method Type,Product Condition,"
               "Product Name,Purchase Order Number,Ship Date,Shipment Item Subtotal,Shipment Item Subtotal Tax,Shipment Status,"
               "Shipping Address,Shipping Charge,Shipping Option,Total Amount,Total Discounts,Unit Price,Unit Price Tax,Website"
               ).split(",")
ERA2_ORDERS = ("Website,Order ID,Order Date,Purchase Order Number,Currency,Unit Price,Unit Price Tax,Shipping Charge,"
               "Total Discounts,Total Owed,Shipment Item Subtotal,Shipment Item Subtotal Tax,ASIN,Product Condition,Quantity,"
               "Payment Instrument Type,Order Status,Shipment Status,Ship Date,Shipping Option,Shipping Address,Billing Address,"
               "Carrier Name & Tracking Number,Product Name,Gift Message,Gift Sender Name,Gift Recipient Contact Details,"
               "Item Serial Number").split(",")
_ERA2_FROM_3 = {"Total Owed": "Total Amount", "Quantity": "Original Quantity", "Payment Instrument Type": "Payment Method Type",
                "Gift Recipient Contact Details": "Gift Recipient Contact"}
_ERA2_PICK = [ERA3_ORDERS.index(_ERA2_FROM_3.get(n, n)) for n in ERA2_ORDERS]
REFUNDS3 = ("Creation Date,Currency,Direct Debit Refund Amount,Disbursement Type,Order ID,Payment Status,Quantity,Refund Amount,"
            "Refund Date,Reversal Amount State,Reversal Reason,Reversal Status,Website").split(",")
REFUNDS2 = "OrderID,ReversalID,RefundCompletionDate,Currency,AmountRefunded,Status,DisbursementType".split(",")
DIGITAL3 = ("ASIN,Affected Item Quantity,Alternative Order Providing Payment,Base Currency,Base Currency Code,Billing Address,"
            "Claim Code,Component Type,Country Code,Customer Declared Address,Declared Country Code,Delivery Date,"
            "Delivery Packet ID,Delivery Status,Digital Order Item Attributes,Digital Order Item ID,"
            "Does Order Depend On Another Order,FX Currency Code,FX Transaction Amount,Fulfilled Date,"
            "Fulfillment Mobile Number,Fullfilment Status,Gift Claim Date,Gift Customer Nickname,Gift Email,Gift Item,"
            "Gift Message,Gift Redemption,Installment Our Price,Installment Our Price Plus Tax,"
            "Installment Price Currency Code,Installment Price Plus Tax Currency Code,Is Order A Preorder,"
            "Is Order Eligible For Prime Benefit,Is Order Free Replacement,Item Fulfilled,Item Merged From Another Order,"
            "List Price Amount,List Price Currency Code,List Price Tax Amount,List Price Tax Currency Code,Marketplace,"
            "Offer Type Code,Offering SKU,Order Date,Order ID,Order Status,Ordering Customer Nickname,Original Quantity,"
            "Paid By Other Customer,Payment Information,Previously Paid Digital Order Item ID,PreviouslyPaidOrderId,Price,"
            "Price Currency Code,Price Tax,Price Tax Currency Code,Product Name,Publisher,Quantity Ordered,Recharge Amount,"
            "Recharge Amount Currency Code,Recipient Email,Related Physical Order ID,Seller Of Record,Session ID,Ship From,"
            "Ship To,Shipping Address,Shopping Marketplace ID,Subscription Order Info List,Subscription Order Type,"
            "Third Party Display Currency Code,Third Party Display Price,Transaction Amount,Unique Browser ID").split(",")
DIGITAL2_ITEMS = ("ASIN,ProductName,OrderId,DigitalOrderItemId,DeclaredCountryCode,BaseCurrencyCode,FulfilledDate,IsFulfilled,"
                  "Marketplace,OrderDate,OriginalQuantity,OurPrice,OurPriceCurrencyCode,OurPriceTax,OurPriceTaxCurrencyCode,"
                  "SellerOfRecord,Publisher,ThirdPartyDisplayPrice,ThirdPartyDisplayCurrencyCode,ListPriceAmount,"
                  "ListPriceCurrencyCode,ListPriceTaxAmount,ListPriceTaxCurrencyCode,GiftItem,OrderingCustomerNickname,"
                  "GiftCustomerNickname,GiftMessage,GiftEmail,RecipientEmail,GiftRedemption,ItemMergedFromAnotherOrder,"
                  "QuantityOrdered,ItemFulfilled,ShipFrom,ShipTo,IsOrderEligibleForPrimeBenefit,OfferingSKU,"
                  "FulfillmentMobileNumber,RechargeAmount,RechargeAmountCurrencyCode,SubscriptionOrderInfoList,"
                  "PreviouslyPaidDigitalOrderItemId,PreviouslyPaidOrderId,InstallmentOurPrice,InstallmentOurPricePlusTax,"
                  "DigitalOrderItemAttributes,InstallmentOurPriceCurrencyCode,InstallmentOurPricePlusTaxCurrencyCode").split(",")
DIGITAL2_ORDERS = ("OrderId,BillingAddress,ShippingAddress,CustomerDeclaredAddress,OrderStatus,Marketplace,IsOrderFreeReplacement,"
                   "IsOrderAPreorder,DoesOrderDependOnAnotherOrder,OrderingLocationCountry,OrderDate,RelatedPhysicalOrderId,"
                   "ShoppingMarketplaceId,PaidByOtherCustomer,MultifactorAuthenticationStatus (depreciated),SubscriptionOrderType,"
                   "AlternativeOrderProvidingPayment,PaymentInformation,DeliveryPacketId,DeliveryStatus,DeliveryDate,GiftClaimDate,"
                   "SessionId,UniqueBrowserId").split(",")
DIGITAL2_MONEY = ("DigitalOrderItemId,DeliveryPacketId,AffectedItemQuantity,TransactionAmount,BaseCurrencyCode,ClaimCode,"
                  "FXTransactionAmount,FXCurrencyCode,MonetaryComponentTypeCode,OfferTypeCode").split(",")
FILTER = ("注文日,注文番号,商品名,付帯情報,価格,個数,商品小計,注文合計,お届け先,状態,請求先,請求額,クレカ請求日,クレカ請求額,クレカ種類,"
          "注文概要URL,領収書URL,商品URL").split(",")
NA, NAP = "Not Available", "Not Applicable"


def table(header, rows, quote_all=False, bom=True):
    out = io.StringIO()
    w = csv.writer(out, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    w.writerow(header)
    w.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def net_and_tax(price, percent=10):
    net = (price * 100 + (100 + percent) // 2) // (100 + percent)
    return net, price - net


def _money(n, apostrophes):
    """Negative sums carry literal apostrophes; some exports also print thousands so."""
    if n < 0:
        return f"'{n:,}'"
    if apostrophes and n >= 1000:
        return f"'{n:,}'"
    return str(n)


def order_rows(orders, apostrophes=False, ms=False):
    """Rows of Order History.csv: one per shipment and line; values of a shipment stand on each of its rows."""
    for o in orders:
        if o.kind != "retail" or not o.listed:
            continue
        when = stamp(o.ts)
        for s in o.shipments:
            net = tax = post = 0
            for i in s.items:
                a, b = net_and_tax(i.price)
                net, tax, post = net + a * i.qty, tax + b * i.qty, post + i.postage
            times = [stamp(t) for t in s.times]
            if ms and times:
                times = [t[:-1] + ".%03dZ" % (o.ts % 1000) for t in times]
            ship = " and ".join(times) or NA
            status = " and ".join(["Shipped"] * len(times)) or NA
            carrier = " and ".join([s.carrier] * len(times)) or NA
            for i in s.items:
                a, b = net_and_tax(i.price)
                yield (i.asin, "見本県見本市1-1", carrier, "JPY", o.gift or NA, NA, NA, NA, when, o.oid, o.status,
                       str(i.qty if o.status != "Cancelled" else 0), s.pay or o.pay, "New", i.title, NAP, ship,
                       _money(net, apostrophes), _money(tax, apostrophes), status, "見本県見本市1-1", _money(post, apostrophes),
                       o.option, _money(i.total, apostrophes), _money(-i.discount, apostrophes), _money(a, apostrophes),
                       _money(b, apostrophes), "Amazon.co.jp")


def refund_rows3(refunds):
    for r in refunds:
        row = (stamp(r.created), "JPY", "0", r.kind, r.oid, "Completed", "1", str(r.amount), stamp(r.done), "Final", r.reason,
               "Completed", "Amazon.co.jp")
        yield row
        if r.twice:
            yield row


def refund_rows2(refunds):
    for n, r in enumerate(refunds):
        row = (r.oid, f"amzn1.rev.{n:07d}", stamp(r.done), "JPY", str(r.amount), "Completed", r.kind)
        yield row
        if r.twice:
            yield row


_D3 = {n: i for i, n in enumerate(DIGITAL3)}


def digital_rows3(orders):
    """Two rows an item: its price without tax and the tax; what was paid is the sum of Transaction Amount."""
    base = [NAP] * len(DIGITAL3)
    for name, value in (("Affected Item Quantity", "1"), ("Base Currency Code", "JPY"), ("Base Currency", "JPY"),
                        ("Billing Address", NA), ("Country Code", "JP"), ("Declared Country Code", "JP"), ("Delivery Status", "Delivered"),
                        ("Fullfilment Status", "Yes"), ("Gift Item", "No"), ("Is Order A Preorder", "No"),
                        ("Is Order Free Replacement", "No"), ("Item Fulfilled", "Yes"), ("Marketplace", "www.amazon.co.jp"),
                        ("Order Status", "COMPLETED"), ("Original Quantity", "1"), ("Paid By Other Customer", "No"),
                        ("Quantity Ordered", "1"), ("Price Currency Code", "JPY"), ("Price Tax Currency Code", "JPY"),
                        ("Does Order Depend On Another Order", "No")):
        base[_D3[name]] = value
    for o in orders:
        if o.kind != "digital" or not o.listed:
            continue
        when = stamp(o.ts)
        for n, i in enumerate(o.shipments[0].items):
            net, tax = net_and_tax(i.price)
            for part, value in (("Price Amount", net), ("Tax", tax)):
                row = base[:]
                for name, cell in (("ASIN", i.asin), ("Component Type", part), ("Delivery Date", when), ("Fulfilled Date", when),
                                   ("Order Date", when), ("Order ID", o.oid), ("Digital Order Item ID", f"{o.oid[4:]}-{n}"),
                                   ("Delivery Packet ID", o.oid[4:]), ("Payment Information", o.pay.replace(" - ", "-")),
                                   ("Price", str(i.price)), ("Price Tax", str(tax)), ("Product Name", i.title),
                                   ("Seller Of Record", "Amazon Services International, Inc."),
                                   ("Subscription Order Type", o.subscription or NAP), ("Transaction Amount", str(value))):
                    row[_D3[name]] = cell
                yield row


def digital_tables2(orders):
    items, heads, money = [], [], []

    def row(header, **known):
        cells = {"Marketplace": "www.amazon.co.jp", "BaseCurrencyCode": "JPY"}
        cells.update(known)
        return [cells.get(n, NAP) for n in header]
    for o in orders:
        if o.kind != "digital" or not o.listed:
            continue
        when = stamp(o.ts)
        heads.append(row(DIGITAL2_ORDERS, OrderId=o.oid, OrderStatus="COMPLETED", OrderDate=when, OrderingLocationCountry="JP",
                         PaymentInformation=o.pay.replace(" - ", "-"), SubscriptionOrderType=o.subscription or NAP,
                         DeliveryPacketId=o.oid[4:], DeliveryDate=when, DeliveryStatus="Delivered", IsOrderFreeReplacement="No",
                         IsOrderAPreorder="No"))
        for n, i in enumerate(o.shipments[0].items):
            net, tax = net_and_tax(i.price)
            item = f"{o.oid[4:]}-{n}"
            # OurPriceTax holds the price with tax, not the tax.
            items.append(row(DIGITAL2_ITEMS, ASIN=i.asin, ProductName=i.title, OrderId=o.oid, DigitalOrderItemId=item,
                             DeclaredCountryCode="JP", FulfilledDate=when, IsFulfilled="Yes", OrderDate=when, OriginalQuantity="1",
                             OurPrice=str(i.price), OurPriceCurrencyCode="JPY", OurPriceTax=str(i.price), OurPriceTaxCurrencyCode="JPY",
                             SellerOfRecord="Amazon Services International, Inc.", QuantityOrdered="1", ItemFulfilled="Yes"))
            for part, value in (("Price Amount", net), ("Tax", tax)):
                money.append(row(DIGITAL2_MONEY, DigitalOrderItemId=item, DeliveryPacketId=o.oid[4:], AffectedItemQuantity="1",
                                 TransactionAmount=str(value), MonetaryComponentTypeCode=part))
    return items, heads, money


def pack(members, level=6):
    """A zip whose bytes depend on its members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as z:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            z.writestr(info, data)
    return out.getvalue()


def era3_zip(orders, refunds, prefix="", apostrophes=False, level=6):
    members = [(prefix + "Your Amazon Orders/Order History.csv", table(ERA3_ORDERS, order_rows(orders, apostrophes)))]
    digital = list(digital_rows3(orders))
    if digital:
        members.append((prefix + "Your Amazon Orders/Digital Content Orders.csv", table(DIGITAL3, digital)))
    if refunds:
        members.append((prefix + "Your Returns & Refunds/Refund Details.csv", table(REFUNDS3, refund_rows3(refunds))))
    return pack(members, level)


def era2_zip(orders, refunds, level=6, more=()):
    pick = _ERA2_PICK
    rows = ([r[k] for k in pick] for r in order_rows(orders, False, ms=True))
    members = [("Retail.OrderHistory.3/Retail.OrderHistory.3.csv", table(ERA2_ORDERS, rows, quote_all=True))]
    items, heads, money = digital_tables2(orders)
    if items:
        members += [("Digital-Ordering.3/Digital Items.csv", table(DIGITAL2_ITEMS, items, True, bom=False)),
                    ("Digital-Ordering.3/Digital Orders.csv", table(DIGITAL2_ORDERS, heads, True, bom=False)),
                    ("Digital-Ordering.3/Digital Orders Monetary.csv", table(DIGITAL2_MONEY, money, True, bom=False))]
    if refunds:
        members.append(("Retail.OrdersReturned.Payments.3/Retail.OrdersReturned.Payments.3.csv",
                        table(REFUNDS2, refund_rows2(refunds), True)))
    return pack(members + list(more), level)


def _slash(day):
    y, m, d = ymd(day)
    return f"{y}/{m}/{d}"


def filter_rows(orders):
    """Amazon注文履歴フィルタ: a row for the order, its items, what lowered it, and one for each charge to the card."""
    for o in orders:
        if not o.listed:
            continue
        when, where = _slash(jst_day(o.ts)), "https://www.amazon.co.jp/gp/css/summary/edit.html?ie=UTF8&orderID=" + o.oid
        bill = where.replace("edit", "print")
        last4 = o.paid[0][2] if o.paid else ""
        kind = f"Visa（下4けたが{last4}）" if last4 else ""
        card = sum(p[1] for p in o.paid)

        def row(title, note="", price="", qty="", subtotal="", total="", state="", bill_sum="", day="", paid="", url="",
                card_kind=kind):
            return (when, o.oid, title, note, price, qty, subtotal, total, "", state, "見本アカウント", bill_sum, day, paid,
                    card_kind, where, bill, url)
        yield row("（注文全体）", total=o.total, bill_sum=card)
        for s in o.shipments:
            state = f"デジタル注文: {when}" if o.kind == "digital" else "発送済み" if s.times else "キャンセル"
            for i in s.items:
                yield row(i.title, note="販売： 見本商店", price=i.price, qty=i.qty, subtotal=i.price * i.qty, state=state,
                          url="https://www.amazon.co.jp/dp/" + i.asin)
        post, less = sum(i.postage for s in o.shipments for i in s.items), sum(i.discount for s in o.shipments for i in s.items)
        if post:
            yield row("（配送料・手数料）", note="※（注文全体）注文合計に反映", subtotal=post)
        if less:
            yield row("（割引）", note="※（注文全体）請求額に反映", total=-less)
        if o.points:
            yield row("（Amazonポイント）", note="※カード外支払→請求額に反映", total=-o.points)
        for day, yen, digits in o.paid:
            yield row("（クレジットカードへの請求）", day=_slash(day), paid=yen, card_kind=f"Visa（下4けたが{digits}）")


def filter_csv(orders):
    return table(FILTER, filter_rows(orders), quote_all=True)
