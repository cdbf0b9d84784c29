"""Card statements as Japanese issuers hand them out: lines in, bytes and physical line numbers out.

Every writer has the form  write(lines, card, month) -> (bytes, [line number of lines[i]]),
and keeps the order of ${lines} inside a section. Layouts follow public descriptions of real files.
"""
from datetime import date

_DAYS = {}


def ymd(day):
    """(year, month, day of month) of a proleptic ordinal."""
    got = _DAYS.get(day)
    if got is None:
        d = date.fromordinal(day)
        got = _DAYS[day] = (d.year, d.month, d.day)
    return got


class Line:
    """One row of a statement, as the issuer knows it."""
    __slots__ = ("day", "text", "amount", "holder", "foreign", "inst", "note", "last4", "month")

    def __init__(self, day, text, amount, holder=0, foreign=None, inst=None, note="", last4=None, month=None):
        self.day = day            # date of use, ordinal
        self.text = text
        self.amount = amount      # yen, negative = credit
        self.holder = holder      # index into card.holders
        self.foreign = foreign    # (currency, amount text, rate text, conversion day) or None
        self.inst = inst          # (number, of, yen billed this month) or None
        self.note = note
        self.last4 = last4        # the number used, where a new one came within the month
        self.month = month        # in which it was posted: its bill, whichever download shows it

    @property
    def billed(self):
        return self.inst[2] if self.inst else self.amount


class Card:
    """What a writer must know of a card."""
    __slots__ = ("layout", "last4", "bin6", "name", "holders", "brand", "second", "payment")

    def __init__(self, layout, last4, bin6="498003", name="見本カード", holders=("見本　花子",), brand="Visa", second=None,
                 payment=0):
        self.layout, self.last4, self.bin6, self.name = layout, last4, bin6, name
        self.holders, self.brand = holders, brand
        self.second = second      # (first six digits, name) of the second holder's block, where they differ
        self.payment = payment    # yen of last month's bill, which American Express prints among the rows


def comma(n):
    return f"{n:,}"


def _next_month(month, k=1):
    y, m = month
    m += k - 1
    return y + m // 12, m % 12 + 1


def _sections(lines, n):
    """Indices of ${lines} by holder, empty sections left out."""
    by = [[] for _ in range(n)]
    for i, line in enumerate(lines):
        by[line.holder].append(i)
    return [(h, rows) for h, rows in enumerate(by) if rows]


_FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def _bytes(out, encoding, eol="\r\n"):
    return (eol.join(out) + eol).encode(encoding)


# --- Vpass ----------------------------------------------------------------------------------

def vpass7(lines, card, month):
    out, at = [], [0] * len(lines)
    parts = _sections(lines, len(card.holders))
    total = 0
    for holder, rows in parts:
        bin6, name = card.second if holder and card.second else (card.bin6, card.name)
        out.append(f"{card.holders[holder]}　様,{bin6[:4]}-{bin6[4:]}**-****-****,{name}")
        part = 0
        for i in rows:
            row = lines[i]
            y, m, d = ymd(row.day)
            note = row.note
            times, count, billed = "１", "１", row.amount
            if row.inst:
                number, of, billed = row.inst
                times, count = str(of).translate(_FULL), str(number).translate(_FULL)
            if row.foreign:
                cur, amount, rate, conv = row.foreign
                _, cm, cd = ymd(conv)
                note = f"{amount}　{cur}　{rate}　{cm:02d} {cd:02d}"
            elif row.amount < 0 and not note:
                note = "返品"
            at[i] = len(out) + 1
            part += billed
            out.append(f"{y}/{m:02d}/{d:02d},{row.text},{row.amount},{times},{count},{billed},{note}")
        total += part
        if len(parts) > 1:
            out.append(f",,,,,{part},")
    out.append(f",,,,,{total},")
    return _bytes(out, "cp932"), at


def vpass13(lines, card, month):
    out, at = [], []
    for row in lines:
        y, m, d = ymd(row.day)
        py, pm = _next_month(row.month or month)
        pay = f"'{py % 100}/{pm:02d}"
        who = "ご本人" if row.holder == 0 else "ご家族"
        head = f"{y}/{m}/{d},{row.text},{who},１回払い,,{pay},{row.amount},"
        at.append(len(out) + 1)
        if row.foreign:
            cur, amount, rate, conv = row.foreign
            _, cm, cd = ymd(conv)
            out.append(f"{head},,{amount},{cur},{rate},{cm:02d}/{cd:02d}")
        else:
            out.append(f"{head}{row.amount},,,,,")
    return _bytes(out, "cp932"), at


# --- Rakuten e-NAVI -------------------------------------------------------------------------

def _quoted(cells):
    return '"' + '","'.join(cells) + '"'


def rakuten(lines, card, month):
    """The form of a closed month. 当月請求額 exists since the bill of June 2026."""
    py, pm = _next_month(month)
    _, nm = _next_month(month, 2)
    wide = (py, pm) >= (2026, 6)
    head = ["利用日", "利用店名・商品名", "利用者", "支払方法", "利用金額", "手数料/利息", "支払総額", f"{pm}月支払金額"]
    if wide:
        head.append("当月請求額")
    head += [f"{nm}月繰越残高", "新規サイン"]
    out, at = [_quoted(head)], [0] * len(lines)

    def put(i, amount):
        row = lines[i]
        y, m, d = ymd(row.day)
        how, now, rest = "1回払い", amount, 0
        if row.inst:
            number, of, now = row.inst
            how, rest = f"分割{of}回払い({number}回目)", max(0, amount - now * number)
        text = row.text + ("利用国USA" if row.foreign and "利用国" not in row.text else "")
        cells = [f"{y}/{m:02d}/{d:02d}", text, "本人" if row.holder == 0 else "家族", how, str(amount), "0", str(amount),
                 str(now)]
        if wide:
            cells.append(str(now))
        cells += [str(rest), "*" if not row.inst or row.inst[0] == 1 else ""]
        at[i] = len(out) + 1
        out.append(_quoted(cells))
        if row.foreign:
            _, local, rate, _ = row.foreign
            cells = ["", f"現地利用額　　　{local.translate(_FULL)}変換レート　{rate.translate(_FULL)}円"] + [""] * (len(head) - 2)
            out.append(_quoted(cells))

    credits = []
    for i, row in enumerate(lines):
        if row.amount < 0:
            credits.append(i)
        else:
            put(i, row.amount)
    if credits:
        out.append(_quoted(["■ご利用キャンセルなど"] + [""] * (len(head) - 1)))
        for i in credits:
            put(i, -lines[i].amount)
    return _bytes(out, "utf-8-sig"), at


_DOMESTIC = {"Visa": "ＶＩＳＡ国内利用　VS ", "MasterCard": "マスター国内利用　MZZ ", "JCB": "ＪＣＢ国内利用　QP "}


def rakuten_open(lines, card, month):
    """The form of the month that is still open: a prefix before the shop, the month of payment in a column. Purchases only."""
    _, pm = _next_month(month)
    _, nm = _next_month(month, 2)
    out, at = [_quoted(["利用日", "利用店名・商品名", "利用者", "支払方法", "利用金額", "手数料/利息", "支払総額", "支払月", f"{pm}月支払金額", "当月請求額",
                        f"{nm}月繰越残高", f"{nm}月以降請求額"])], []
    for row in lines:
        y, m, d = ymd(row.day)
        text = ("海外利用　１　" if row.foreign else _DOMESTIC[card.brand]) + row.text
        how, now, rest = "1回払い", row.amount, 0
        if row.inst:
            number, of, now = row.inst
            how, rest = f"分割{of}回払い({number}回目)", max(0, row.amount - now * number)
        a = str(row.amount)
        at.append(len(out) + 1)
        out.append(_quoted([f"{y}/{m:02d}/{d:02d}", text, "本人*" if row.holder == 0 else "家族*", how, a, "0", a, f"{pm}月", str(now),
                            str(now), str(rest), "0"]))
    return _bytes(out, "utf-8-sig"), at


# --- MyJCB ----------------------------------------------------------------------------------

def myjcb(lines, card, month):
    py, pm = _next_month(month)
    home = sum(r.billed for r in lines if not r.foreign)
    away = sum(r.billed for r in lines if r.foreign)
    out = [_quoted(["", "", "今回のお支払日", f"{py}/{pm:02d}/10"]),
           _quoted(["", "", "今回のお支払金額合計(￥)", comma(home + away)]),
           _quoted(["", "", " うち国内ご利用金額合計(￥)", comma(home)]),
           _quoted(["", "", " うち海外ご利用金額合計(￥)", comma(away)]),
           '"【ご利用明細】"',
           _quoted(["ご利用者", "カテゴリ", "ご利用日", "ご利用先など", "ご利用金額(￥)", "支払区分", "今回回数", "訂正サイン",
                    "お支払い金額(￥)", "国内／海外", "摘要", "備考"])]
    at = []
    for row in lines:
        y, m, d = ymd(row.day)
        where = "海外" if row.foreign else "国内"
        how, count = "１回", ""
        if row.inst:
            how, count = f"{row.inst[1]}回".translate(_FULL), str(row.inst[0])
        at.append(len(out) + 1)
        out.append(_quoted([f"****-****-****-{row.last4 or card.last4}　{card.name}　{card.holders[row.holder]}　様", f"≪ショッピング取組（{where}）≫",
                            f" {y}/{m:02d}/{d:02d}", row.text, comma(row.amount), how, count, "", comma(row.billed), where, "",
                            "*"]))
    return _bytes(out, "cp932"), at


# --- Saison Net Answer ----------------------------------------------------------------------

def saison(lines, card, month):
    py, pm = _next_month(month, 2)
    total = sum(r.billed for r in lines)
    out = [f"カード名称,{card.name}", f"お支払日,{py}/{pm:02d}/04", f"今回ご請求額,{total:010d}", "",
           "利用日,ご利用店名及び商品名,本人・家族区分,支払区分名称,締前入金区分,利用金額,備考"]
    at = [0] * len(lines)
    for holder, rows in _sections(lines, len(card.holders)):
        out.append(f",ご利用者名:{card.holders[holder].replace('　', ' ')}     様,{holder + 1},,,,")
        for i in rows:
            row = lines[i]
            y, m, d = ymd(row.day)
            at[i] = len(out) + 1
            out.append(f"{y}/{m:02d}/{d:02d},{row.text},{holder + 1},1回,,{row.amount},{row.note}")
        out.append(f",【小計】,,,,{sum(lines[i].billed for i in rows)},")
    out.append(f",【合計】,,,,{total},")
    return _bytes(out, "cp932"), at


# --- Epos -----------------------------------------------------------------------------------

def epos(lines, card, month):
    py, pm = _next_month(month)
    out = [f"月別ご利用明細　{card.holders[0]}　様　株式会社エポスカード,,,,,,,",
           "種別（ショッピング、キャッシング、その他）,ご利用年月日,ご利用場所,ご利用内容,ご利用金額（キャッシングでは元金になります）,支払区分,お支払開始月,備考"]
    at = []
    for row in lines:
        y, m, d = ymd(row.day)
        at.append(len(out) + 1)
        out.append(f"ショッピング,{y}年{m}月{d}日,{row.text},－,{row.amount},1回払い,{py}年{pm}月,{row.note}")
    out += [f"ショッピング合計,,,,{sum(r.amount for r in lines)},,,", "※１　ご利用店名は略称の場合があります,,,,,,,",
            "※２　ご利用日は売上の処理日となる場合があります,,,,,,,", "※３　金額は変わることがあります,,,,,,,"]
    return _bytes(out, "cp932"), at


# --- MUFG (8 columns) -----------------------------------------------------------------------

def mufg8(lines, card, month):
    py, pm = _next_month(month)
    out = ["確定情報,お支払日,ご利用店名（海外ご利用店名／海外都市名）,ご利用日,支払回数,何回目,ご利用金額（円）,現地通貨額・通貨名称・換算レート"]
    at = [0] * len(lines)
    for holder, rows in _sections(lines, len(card.holders)):
        out.append(f",,【{card.holders[holder]}様】,,,,,")
        for i in rows:
            row = lines[i]
            y, m, d = ymd(row.day)
            local = "　".join(row.foreign[1::-1] + row.foreign[2:3]) if row.foreign else ""
            at[i] = len(out) + 1
            out.append(f'確定,{py}年{pm}月10日,{row.text},{y}年{m}月{d}日,　１,,"{comma(row.amount)}",{local}')
    return _bytes(out, "cp932"), at


# --- View -----------------------------------------------------------------------------------

def view(lines, card, month):
    py, pm = _next_month(month, 2)
    out = [f"会員番号,****-****-****-{card.last4}", f"対象カード,{card.name}", f"お支払日,{py}年{pm:02d}月07日",
           f'今回お支払金額,"{comma(sum(r.billed for r in lines))}"', "",
           "ご利用年月日,ご利用箇所,ご利用額,払戻額,ご請求額（うち手数料・利息）,支払区分（回数）,今回回数,今回ご請求額・弁済金（うち手数料・利息）,現地通貨額,通貨略称,換算レート"]
    at = [0] * len(lines)
    numbers = list(dict.fromkeys(r.last4 or card.last4 for r in lines))
    for number in numbers:
        out.append(f"****-****-****-{number} {card.holders[0]}")
        for i, row in enumerate(lines):
            if (row.last4 or card.last4) != number:
                continue
            y, m, d = ymd(row.day)
            spent, back = (f'"{comma(row.amount)}"', "") if row.amount >= 0 else ("", f'"{comma(-row.amount)}"')
            local = f"{row.foreign[1]},{row.foreign[0]},{row.foreign[2]}" if row.foreign else ",   ,"
            at[i] = len(out) + 1
            out.append(f'{y}/{m:02d}/{d:02d},{row.text},{spent},{back},"{comma(row.amount)}",１回払,,"{comma(row.amount)}",{local}')
    return _bytes(out, "cp932"), at


# --- PayPay card (12 columns) ---------------------------------------------------------------

def paypay12(lines, card, month):
    py, pm = _next_month(month)
    out = [_quoted(["利用日/キャンセル日", "利用店名・商品名", "利用者", "決済方法", "支払区分", "利用金額", "手数料", "支払総額",
                    "当月支払金額", "翌月以降繰越金額", "調整額", "当月お支払日"])]
    at = []
    for row in lines:
        y, m, d = ymd(row.day)
        a = str(row.amount)
        at.append(len(out) + 1)
        out.append(_quoted([f"{y}/{m}/{d}", row.text, "本人*" if row.holder == 0 else "家族*", "PayPayカード", "1回", a, "0", a, a,
                            "0", "0", f"{py}/{pm}/27"]))
    return _bytes(out, "utf-8-sig"), at


# --- American Express Japan -----------------------------------------------------------------

PAID = "前回分口座振替金額"


def amex8(lines, card, month):
    out, at = ["ご利用日,データ処理日,ご利用内容,カード会員様名,会員番号 #,金額,海外通貨利用金額,換算レート"], []
    if card.payment:
        out.append(f'{month[0]}/{month[1]:02d}/10,{month[0]}/{month[1]:02d}/10,{PAID},{card.holders[0]},-2{card.last4},"{comma(-card.payment)}",,')
    for row in lines:
        y, m, d = ymd(row.day)
        py, pm, pd = ymd(row.day + 1)
        local = f"{row.foreign[1]} {row.foreign[0]},{row.foreign[2]}" if row.foreign else ","
        amount = f'"{comma(row.amount)}"' if abs(row.amount) > 999 else str(row.amount)
        at.append(len(out) + 1)
        out.append(f"{y}/{m:02d}/{d:02d},{py}/{pm:02d}/{pd:02d},{row.text},{card.holders[row.holder]},-2{row.last4 or card.last4},{amount},{local}")
    return _bytes(out, "cp932"), at


def amex3(lines, card, month):
    out, at = ["ご利用日,ご利用内容,金額"], []
    if card.payment:
        out.append(f'{month[0]}/{month[1]:02d}/10,{PAID},"{comma(-card.payment)}"')
    for row in lines:
        y, m, d = ymd(row.day)
        amount = f'"{comma(row.amount)}"' if abs(row.amount) > 999 else str(row.amount)
        at.append(len(out) + 1)
        out.append(f"{y}/{m:02d}/{d:02d},{row.text},{amount}")
    return _bytes(out, "cp932"), at


LAYOUTS = {f.__name__: f for f in (vpass7, vpass13, rakuten, rakuten_open, myjcb, saison, epos, mufg8, view, paypay12, amex8, amex3)}


def file_name(layout, month):
    """The name the issuer gives to the file of a month of use."""
    y, m = month
    py, pm = _next_month(month)
    qy, qm = _next_month(month, 2)
    return {"vpass7": f"{py}{pm:02d}.csv", "vpass13": f"{py}{pm:02d}.csv", "rakuten": f"enavi{py}{pm:02d}(0001).csv",
            "rakuten_open": f"enavi{py}{pm:02d}(0001).csv",
            "myjcb": f"{py}{pm:02d}meisai.csv", "saison": f"SAISON_{qy % 100:02d}{qm:02d}.csv", "epos": f"epos{y}{m:02d}.csv",
            "mufg8": f"mufg_{py}{pm:02d}.csv", "view": f"view{qy}{qm:02d}.csv", "paypay12": f"detail{py}{pm:02d}.csv",
            "amex8": f"activity_{y}{m:02d}.csv", "amex3": f"activity_{y}{m:02d}.csv"}[layout]


# How each issuer prints the Amazon businesses. The first is the usual text, the others appear now and then.
TEXTS = {
    "vpass": {"retail": ("ＡＭＡＺＯＮ．ＣＯ．ＪＰ",), "market": ("ＡＭＡＺＯＮ．ＣＯ．ＪＰ",), "digital": ("Ａｍａｚｏｎ　Ｄｏｗｎｌｏａｄｓ",),
              "prime": ("Ａｍａｚｏｎプライム会費",), "pay": ("Ａｍａｚｏｎ　Ｐａｙ提携サイト",), "aws": ("AMAZON WEB SERVICES (AWS.AMAZON.CO)",)},
    "rakuten": {"retail": ("AMAZON.CO.JP",), "market": ("ｱﾏｿﾞﾝ ﾏ-ｹﾂﾄ ﾌﾟ", "AMAZON.CO.JP"), "digital": ("AMAZON DOWNLOADS",),
                "prime": ("AMAZON PRIME会費",), "pay": ("AmazonPay提携サイト",), "aws": ("AMAZON WEB SERVICES",)},
    "jcb": {"retail": ("ＡＭＡＺＯＮ．ＣＯ．ＪＰ",), "market": ("Ａｍａｚｏｎ　Ｍａｒｋｅｔ　Ｐｌａｃｅ",), "digital": ("ＡＭＡＺＯＮ　ＤＯＷＮＬＯＡＤＳ",),
            "prime": ("Ａｍａｚｏｎプライム会費",), "pay": ("Ａｍａｚｏｎ　Ｐａｙ提携サイト",), "aws": ("ＡＭＡＺＯＮ　ＷＥＢ　ＳＶＣ",)},
    "amex": {"retail": ("アマゾン　シーオージェーピー",), "market": ("アマゾン　ＪＰ　マーケットプレイス",), "digital": ("アマゾンサービシーズインターナショナル",),
             "prime": ("Ａｍａｚｏｎ　プライム会費",), "pay": ("Ａｍａｚｏｎ　Ｐａｙ提携サイト",), "aws": ("ＡＭＡＺＯＮ　ＷＥＢ　ＳＶＣ",)},
    "plain": {"retail": ("AMAZON.CO.JP", "AMAZON CO JP"), "market": ("AMAZON.CO.JP", "AMZN MKTP JP"), "digital": ("AMAZON DOWNLOADS",),
              "prime": ("AMAZON PRIME会費",), "pay": ("AMAZON PAY",), "aws": ("AMAZON WEB SERVICES",)},
}
HOUSE = {"vpass7": "vpass", "vpass13": "vpass", "rakuten": "rakuten", "rakuten_open": "rakuten", "myjcb": "jcb", "saison": "jcb", "epos": "jcb", "mufg8": "jcb",
         "view": "jcb", "paypay12": "plain", "amex8": "amex", "amex3": "amex"}

# The same business in other words, for a row that a later download words differently.
REWORDED = {"ＡＭＡＺＯＮ．ＣＯ．ＪＰ": "AMAZON.CO.JP", "AMAZON.CO.JP": "AMAZON CO JP", "アマゾン　シーオージェーピー": "ＡＭＡＺＯＮ．ＣＯ．ＪＰ",
            "Ａｍａｚｏｎ　Ｄｏｗｎｌｏａｄｓ": "AMAZON DOWNLOADS", "ＡＭＡＺＯＮ　ＤＯＷＮＬＯＡＤＳ": "AMAZON DOWNLOADS"}


def amazon_text(layout, business, pick=0.0):
    """Descriptor of an Amazon business on a card; ${pick} in 0..1 chooses among spellings (the first for small values)."""
    texts = TEXTS[HOUSE[layout]][business]
    return texts[0] if len(texts) == 1 or pick < 0.7 else texts[1]
