"""The files of a case, in the true layouts: headers, encodings and line ends as the card companies
and Amazon write them. A writer returns the bytes and, for a statement, the line of every row."""

import csv
import io

import casefile

BOM = b"\xef\xbb\xbf"
NA = "Not Available"

ORDERS_3 = ["ASIN", "Billing Address", "Carrier Name & Tracking Number", "Currency", "Gift Message",
            "Gift Recipient Contact", "Gift Sender Name", "Item Serial Number", "Order Date",
            "Order ID", "Order Status", "Original Quantity", "Payment Method Type",
            "Product Condition", "Product Name", "Purchase Order Number", "Ship Date",
            "Shipment Item Subtotal", "Shipment Item Subtotal Tax", "Shipment Status",
            "Shipping Address", "Shipping Charge", "Shipping Option", "Total Amount",
            "Total Discounts", "Unit Price", "Unit Price Tax", "Website"]
ORDERS_2 = ["Website", "Order ID", "Order Date", "Purchase Order Number", "Currency", "Unit Price",
            "Unit Price Tax", "Shipping Charge", "Total Discounts", "Total Owed",
            "Shipment Item Subtotal", "Shipment Item Subtotal Tax", "ASIN", "Product Condition",
            "Quantity", "Payment Instrument Type", "Order Status", "Shipment Status", "Ship Date",
            "Shipping Option", "Shipping Address", "Billing Address",
            "Carrier Name & Tracking Number", "Product Name", "Gift Message", "Gift Sender Name",
            "Gift Recipient Contact Details"]
RENAMED_2 = {"Total Owed": "Total Amount", "Quantity": "Original Quantity",
             "Payment Instrument Type": "Payment Method Type",
             "Gift Recipient Contact Details": "Gift Recipient Contact"}
REFUNDS_3 = ["Creation Date", "Currency", "Direct Debit Refund Amount", "Disbursement Type",
             "Order ID", "Payment Status", "Quantity", "Refund Amount", "Refund Date",
             "Reversal Amount State", "Reversal Reason", "Reversal Status", "Website"]
DIGITAL_3 = ["ASIN", "Affected Item Quantity", "Alternative Order Providing Payment",
             "Base Currency", "Base Currency Code", "Billing Address", "Claim Code",
             "Component Type", "Country Code", "Customer Declared Address",
             "Declared Country Code", "Delivery Date", "Delivery Packet ID", "Delivery Status",
             "Digital Order Item Attributes", "Digital Order Item ID",
             "Does Order Depend On Another Order", "FX Currency Code", "FX Transaction Amount",
             "Fulfilled Date", "Fulfillment Mobile Number", "Fullfilment Status",
             "Gift Claim Date", "Gift Customer Nickname", "Gift Email", "Gift Item",
             "Gift Message", "Gift Redemption", "Installment Our Price",
             "Installment Our Price Plus Tax", "Installment Price Currency Code",
             "Installment Price Plus Tax Currency Code", "Is Order A Preorder",
             "Is Order Eligible For Prime Benefit", "Is Order Free Replacement",
             "Item Fulfilled", "Item Merged From Another Order", "List Price Amount",
             "List Price Currency Code", "List Price Tax Amount", "List Price Tax Currency Code",
             "Marketplace", "Offer Type Code", "Offering SKU", "Order Date", "Order ID",
             "Order Status", "Ordering Customer Nickname", "Original Quantity",
             "Paid By Other Customer", "Payment Information",
             "Previously Paid Digital Order Item ID", "PreviouslyPaidOrderId", "Price",
             "Price Currency Code", "Price Tax", "Price Tax Currency Code", "Product Name",
             "Publisher", "Quantity Ordered", "Recharge Amount", "Recharge Amount Currency Code",
             "Recipient Email", "Related Physical Order ID", "Seller Of Record", "Session ID",
             "Ship From", "Ship To", "Shipping Address", "Shopping Marketplace ID",
             "Subscription Order Info List", "Subscription Order Type",
             "Third Party Display Currency Code", "Third Party Display Price",
             "Transaction Amount", "Unique Browser ID"]
FILTER = ["注文日", "注文番号", "商品名", "付帯情報", "価格", "個数", "商品小計", "注文合計", "お届け先", "状態",
          "請求先", "請求額", "クレカ請求日", "クレカ請求額", "クレカ種類", "注文概要URL", "領収書URL", "商品URL"]
AZAD = ["date", "order ids", "order urls", "vendor", "card_details", "amount"]
RAKUTEN_B = ["利用日", "利用店名・商品名", "利用者", "支払方法", "利用金額", "手数料/利息", "支払総額", "9月支払金額",
             "当月請求額", "10月繰越残高", "新規サイン"]
AMEX = ["ご利用日", "データ処理日", "ご利用内容", "カード会員様名", "会員番号 #", "金額", "海外通貨利用金額", "換算レート"]
MUFG_8 = ["確定情報", "お支払日", "ご利用店名（海外ご利用店名／海外都市名）", "ご利用日", "支払回数", "何回目",
          "ご利用金額（円）", "現地通貨額・通貨名称・換算レート"]

# What a merchant is called by each issuer.
NAMES = {
    "retail": {"*": "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "rakuten-b": "AMAZON.CO.JP", "amex-jp": "アマゾン　シーオージェーピー"},
    "market": {"*": "Ａｍａｚｏｎ　Ｍａｒｋｅｔ　Ｐｌａｃｅ", "rakuten-b": "ｱﾏｿﾞﾝ ﾏ-ｹﾂﾄ ﾌﾟ",
               "amex-jp": "アマゾン　ＪＰ　マーケットプレイス"},
    "digital": {"*": "Ａｍａｚｏｎ　Ｄｏｗｎｌｏａｄｓ", "rakuten-b": "AMAZON DOWNLOADS利用国USA"},
    "prime": {"*": "Ａｍａｚｏｎプライム会費", "rakuten-b": "AMAZON PRIME会費", "amex-jp": "Ａｍａｚｏｎ　プライム会費"},
    "services": {"*": "アマゾンサービシーズインターナショナル"},
    "pay": {"*": "ＡｍａｚｏｎＰａｙ提携サイト"},
    "aws": {"*": "AMAZON WEB SERVICES (AWS.AMAZON.CO)"},
    "shop": {"*": "テスト商店"},
}


def table(rows, eol="\r\n", quote_all=False):
    """CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=eol,
                        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return out.getvalue()


def starred(header, rows, filling):
    """Dicts as rows under ${header}; other cells hold ${filling}."""
    for row in rows:
        assert set(row) <= set(header), set(row) - set(header)
    return [header] + [[row.get(name, filling) for name in header] for row in rows]


# ---------------------------------------------------------------- statements


def usages(case, section, form):
    """The rows of a card section: (row, day, text, amount), each as often as `times` says."""
    for row in section.rows:
        day, name, amount = row.words
        text = NAMES[name].get(form, NAMES[name]["*"]) if name in NAMES else name
        for _ in range(int(row.get("times", 1))):
            yield row, case.day(day), text, int(amount)


def vpass_7(case, section):
    """Sumitomo Mitsui: no header; a holder row for each card, a total at the end."""
    card, lines, found, total = None, [], [], 0
    for row, day, text, amount in usages(case, section, "vpass-7"):
        wanted = row.get("on", (section.words + ["4980-03**"])[1])
        if wanted != card:
            card = wanted
            number = card + "-****-****" if "*" in card else f"****-****-****-{card}"
            lines.append(["見本　花子　様", number, "見本カード"])
        of, number, billed = "１", "１", str(amount)
        if "part" in row.options:
            (number, of), billed = row.get("part")[0].split("/"), row.get("part")[1]
        note = ""
        if "usd" in row.options:
            note = f"{row.get('usd')[0]}　USD　{row.get('usd')[1]}　{day:%m %d}"
        lines.append([f"{day:%Y/%m/%d}", text, amount, of, number, billed, note])
        found.append((row, len(lines)))
        total += int(billed)
    lines.append(["", "", "", "", "", total, ""])
    return table(lines).encode("cp932"), found, len(lines)


def rakuten_b(case, section):
    """Rakuten e-NAVI: every cell quoted, a byte order mark, months inside the header."""
    lines, found = [RAKUTEN_B], []
    for row, day, text, amount in usages(case, section, "rakuten-b"):
        way, billed = "1回払い", amount
        if "part" in row.options:
            (number, of), billed = row.get("part")[0].split("/"), row.get("part")[1]
            way = f"分割{of}回払い({number}回目)"
        lines.append([f"{day:%Y/%m/%d}", text, "本人*", way, amount, "0", amount, billed, billed, "0",
                      "*"])
        found.append((row, len(lines)))
    return BOM + table(lines, quote_all=True).encode("utf-8"), found, len(lines)


def amex_jp(case, section):
    """American Express Japan, eight columns: last digits on each row."""
    lines, found = [AMEX], []
    for row, day, text, amount in usages(case, section, "amex-jp"):
        card = row.get("on", (section.words + ["1007"])[1])
        posted = case.day(row.get("posted")) if "posted" in row.options else day
        foreign = [f"{row.get('usd')[0]} USD", row.get("usd")[1]] if "usd" in row.options else ["", ""]
        lines.append([f"{day:%Y/%m/%d}", f"{posted:%Y/%m/%d}", text, "HANAKO MIHON", f"-2{card}",
                      f"{amount:,}", *foreign])
        found.append((row, len(lines)))
    return table(lines).encode("cp932"), found, len(lines)


def mufg_card_8(case, section):
    """MUFG Card: says of each row whether it is confirmed."""
    lines, found = [MUFG_8, ["", "", "【見本　花子　様】", "", "", "", "", ""]], []
    for row, day, text, amount in usages(case, section, "mufg-card-8"):
        state = "未確定" if "pending" in row.options else "確定"
        lines.append([state, "2026年10月10日", text, f"{day.year}年{day.month}月{day.day}日", "　１", "",
                      f"{amount:,}", ""])
        found.append((row, len(lines)))
    return table(lines).encode("cp932"), found, len(lines)


STATEMENTS = {"vpass-7": vpass_7, "rakuten-b": rakuten_b, "amex-jp": amex_jp,
              "mufg-card-8": mufg_card_8}


def raw(case, section):
    """Lines as they stand; in CP932 unless the section says utf-8."""
    del case
    encoding = "utf-8" if "utf-8" in section.words else "cp932"
    text = "".join(row.words[0] + "\r\n" for row in section.rows)
    return (text.encode(encoding), [(row, n) for n, row in enumerate(section.rows, 1)],
            0 if "evidence" in section.words else len(section.rows))


def typed(case, section):
    """Standard input."""
    del case
    text = "".join(row.words[0] + "\n" for row in section.rows)
    return (text.encode("utf-8"), [(row, n) for n, row in enumerate(section.rows, 1)],
            len(section.rows))


# ---------------------------------------------------------------- Amazon


def moment(case, word):
    """8/14 (noon in Japan) or 8/14T15:30 (UTC) as Amazon writes it; `-` = not available."""
    if word == "-":
        return NA
    day, _, time = word.partition("T")
    return f"{case.day(day).isoformat()}T{time or '03:00'}:00Z"


def money_of(row, cents):
    """An amount as the export of its shop writes it: yen, or with `usd` dollars."""
    return f"{cents / 100:.2f}" if "usd" in row.options else cents


def order_lines(case, section):
    """The rows of an orders section as dicts of era 3."""
    for row in section.rows:
        name, ordered, shipped, amounts = row.words
        for n in range(1, int(row.get("times", 0)) + 1) or [""]:
            parts = casefile.amounts_of(amounts)
            whole = sum(parts)
            postage, discount = int(row.get("postage", 0)), int(row.get("discount", 0))
            goods = whole - postage + discount
            for i, part in enumerate(parts):
                yield {
                    "ASIN": row.get("asin", f"B0{casefile.order_id(f'{name}{n}')[4:11]}{i % 10}"),
                    "Billing Address": "見本 花子 東京都", "Shipping Address": "見本 花子 東京都",
                    "Carrier Name & Tracking Number": "ヤマト運輸(400000000001)",
                    "Currency": "USD" if "usd" in row.options else "JPY",
                    "Gift Message": row.get("message", NA).replace("\\n", "\n"),
                    "Order Date": moment(case, ordered),
                    "Order ID": casefile.order_id(f"{name}{n}"),
                    "Order Status": row.get("status", "New" if shipped == "-" else "Closed"),
                    "Original Quantity": row.get("qty", "1"),
                    "Payment Method Type": row.get("pay", "Visa"), "Product Condition": "New",
                    "Product Name": row.get("title", f"見本の品 {name}{n} {i + 1}"),
                    "Ship Date": " and ".join(moment(case, d) for d in shipped.split("&")),
                    "Shipment Item Subtotal": money_of(row, goods - goods // 11),
                    "Shipment Item Subtotal Tax": money_of(row, goods // 11),
                    "Shipment Status": NA if shipped == "-" else
                                       " and ".join(["Shipped"] * len(shipped.split("&"))),
                    "Shipping Charge": postage, "Total Discounts": -discount,
                    "Shipping Option": "std-sns-jp" if "sns" in row.options else "next-jp",
                    "Total Amount": money_of(row, whole if "repeat" in row.options else part),
                    "Unit Price": money_of(row, part - part // 11),
                    "Unit Price Tax": money_of(row, part // 11),
                    "Website": "Amazon.com" if "usd" in row.options else "Amazon.co.jp"}


def orders(case, section):
    """Order History.csv of era 3, or Retail.OrderHistory of era 2."""
    made = list(order_lines(case, section))
    if section.era == 3:
        return BOM + table(starred(ORDERS_3, made, NA)).encode("utf-8")
    rows = [{name: row[RENAMED_2.get(name, name)] for name in ORDERS_2
             if RENAMED_2.get(name, name) in row} for row in made]
    return BOM + table(starred(ORDERS_2, rows, NA), quote_all=True).encode("utf-8")


def digital(case, section):
    """Digital Content Orders.csv: a row for the price and one for the tax."""
    made = []
    for row in section.rows:
        name, ordered, amount = row.words
        tax, prime = int(amount) // 11, "prime" in row.options
        for kind, value in (("Price Amount", int(amount) - tax), ("Tax", tax)):
            made.append({
                "ASIN": "B079F245XY" if prime else "B0DIGITAL1", "Affected Item Quantity": "1",
                "Base Currency Code": "JPY", "Component Type": kind,
                "Digital Order Item ID": f"item-{name}", "Fulfilled Date": moment(case, ordered),
                "Is Order A Preorder": "No", "Is Order Free Replacement": "No",
                "Marketplace": "www.amazon.co.jp", "Order Date": moment(case, ordered),
                "Order ID": casefile.order_id(name, True),
                "Order Status": row.get("status", "Completed"), "Paid By Other Customer": "No",
                "Payment Information": row.get("pay", "Visa"), "Price": amount, "Price Tax": amount,
                "Product Name": row.get("title",
                                        "Prime Membership Fee" if prime else "見本の電子書籍"),
                "Seller Of Record": "Amazon Services International, Inc.",
                "Subscription Order Type": "Subscription_Renewal" if prime else "Not Applicable",
                "Transaction Amount": value})
    return BOM + table(starred(DIGITAL_3, made, "Not Applicable")).encode("utf-8")


def refunds(case, section):
    """Refund Details.csv."""
    made = []
    for row in section.rows:
        name, created, paid, amount = row.words
        made += [{
            "Creation Date": moment(case, created),
            "Currency": "USD" if "usd" in row.options else "JPY",
            "Direct Debit Refund Amount": "0",
            "Disbursement Type": "Gift Card" if "gift" in row.options else "Refund",
            "Order ID": casefile.order_id(name), "Payment Status": row.get("status", "Completed"),
            "Quantity": "1", "Refund Amount": money_of(row, int(amount)), "Refund Date": moment(case, paid),
            "Reversal Amount State": "Final", "Reversal Reason": "Customer Return",
            "Reversal Status": "Completed", "Website": "Amazon.co.jp"}] * int(row.get("times", 1))
    return BOM + table(starred(REFUNDS_3, made, NA)).encode("utf-8")


def order_filter(case, section):
    """The CSV of Amazon注文履歴フィルタ: an order is several rows."""
    made = [FILTER]
    for row in section.rows:
        name, ordered = row.words
        number, total, points = casefile.order_id(name), int(row.get("total")), int(row.get("points", 0))
        day, card = case.day(ordered), row.get("pay", "Visa（下4けたが1234）")
        link = f"https://www.amazon.co.jp/gp/css/summary/print.html?orderID={number}"
        state = ""
        if "shipped" in row.options:
            at = case.day(row.get("shipped"))
            state = f"{at.year}年{at.month}月{at.day}日に発送済み"

        def line(title, day=day, number=number, link=link, **cells):
            cells = {"注文日": f"{day.year}/{day.month}/{day.day}", "注文番号": number, "商品名": title,
                     "請求先": "見本 花子", "注文概要URL": link, "領収書URL": link, **cells}
            made.append([cells.get(name, "") for name in FILTER])
        line("（注文全体）", 注文合計=total, 請求額=row.get("billed", total - points), クレカ種類=card)
        line(row.get("item", f"見本の品 {name}"), 付帯情報="販売： 見本合同会社", 価格=total, 個数=1, 商品小計=total,
             お届け先="見本 花子", 状態=state, クレカ種類=card)
        for charged, amount in row.options.get("charge", []):
            at = case.day(charged)
            line("（クレジットカードへの請求）", クレカ請求日=f"{at.year}/{at.month}/{at.day}", クレカ請求額=amount,
                 クレカ種類=card)
        if points:
            line("（Amazonポイント）", 注文合計=-points)
    return BOM + table(made, quote_all=True).encode("utf-8")


def azad(case, section):
    """azad's table of transactions: a charge is negative, a refund positive."""
    made = [AZAD]
    for row in section.rows:
        day, names, amount = row.words
        ids = ", ".join(casefile.order_id(n) for n in names.split("+"))
        made.append([case.day(day).isoformat(), ids, f"https://www.amazon.co.jp/order-details?orderID={ids}",
                     row.get("vendor", "Amazon.co.jp"), row.get("card", "Visa **** 1234"),
                     -int(amount)])
    return BOM + table(made, eol="\n").encode("utf-8")


EVIDENCE = {"orders": orders, "digital": digital, "refunds": refunds, "filter": order_filter,
            "azad": azad}


def write(case, section):
    """(bytes, [(row, line)] of the rows with an expectation, number of lines of a statement or 0)"""
    if section.kind == "card":
        return STATEMENTS[section.words[0]](case, section)
    if section.kind in ("raw", "typed"):
        return (raw if section.kind == "raw" else typed)(case, section)
    return EVIDENCE[section.kind](case, section), [], 0
