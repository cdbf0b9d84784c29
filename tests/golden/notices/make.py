#!/usr/bin/python3
"""Write the golden pairs of this folder: made-up notice mails and what must be read from them.

Every mail stands here as its text, and beside it the truth about it, both typed by a person; nothing here reads a mail. Tests
use the written files, not this script. Run it in any directory: it writes beside itself.

    mail(name, sender, subject, parts, kind, ...)   one pair
    text(...), html(...), attached(...)             its parts, in a charset and a transfer encoding
    use(...), order(...), refund(...) ...           the truth; `at` is the line on which the record begins
"""
import base64
import json
import os
import quopri

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = "Wed, 08 Jul 2026 16:23:10 +0900"

# ---------------------------------------------------------------- mails


def encoded(words, charset):
    """An unstructured header field's text by RFC 2047, in pieces of whole characters."""
    if words.isascii():
        return words
    pieces, codec = [], {"ISO-2022-JP": "iso2022_jp_ext"}.get(charset, charset)
    for at in range(0, len(words), 12):
        raw = words[at:at + 12].encode(codec)
        pieces.append("=?%s?B?%s?=" % (charset, base64.b64encode(raw).decode()))
    return "\n ".join(pieces)


class Part:
    def __init__(self, kind, body, charset, transfer, headers=()):
        self.kind, self.body, self.charset, self.transfer, self.headers = kind, body, charset, transfer, headers

    def lines(self):
        """Header and body as bytes."""
        codec = {"ISO-2022-JP": "iso2022_jp_ext"}.get(self.charset, self.charset)
        raw = self.body.encode(codec)
        if self.transfer == "quoted-printable":
            raw = quopri.encodestring(raw, quotetabs=False)
        elif self.transfer == "base64":
            raw = base64.encodebytes(raw)
        kind = self.kind if self.kind.startswith("message/") else "%s; charset=%s" % (self.kind, self.charset)
        head = ["Content-Type: " + kind, "Content-Transfer-Encoding: " + self.transfer, *self.headers]
        return "\n".join(head).encode() + b"\n\n" + raw + (b"" if raw.endswith(b"\n") else b"\n")


def text(body, charset="UTF-8", transfer="8bit"):
    return Part("text/plain", body.strip("\n") + "\n", charset, transfer)


def jis(body, transfer="7bit"):
    return text(body, "ISO-2022-JP", transfer)


def html(body, charset="UTF-8", transfer="quoted-printable"):
    return Part("text/html", "<html><body>\n%s\n</body></html>\n" % body.strip("\n"), charset, transfer)


def attached(message):
    return Part("message/rfc822", message, "UTF-8", "8bit", ["Content-Disposition: attachment"])


def message_bytes(sender, subject, parts, date, received, multipart):
    charset = parts[0].charset
    head = []
    if received:
        head.append("Received: from mail.example by mx.example; " + received)
    head += ["From: " + sender, "To: <somebody@mail.example>", "Subject: " + encoded(subject, charset)]
    if date:
        head.append("Date: " + date)
    head += ["Message-ID: <1@mail.example>", "MIME-Version: 1.0"]
    if len(parts) == 1:
        return "\n".join(head).encode() + b"\n" + parts[0].lines()
    head.append('Content-Type: multipart/%s; boundary="=_b"' % multipart)
    body = b"".join(b"\n--=_b\n" + part.lines() for part in parts)
    return "\n".join(head).encode() + b"\n" + body + b"\n--=_b--\n"


# ---------------------------------------------------------------- truths


def record(noun, keys, at, values):
    assert set(values) <= set(keys), values
    return noun, at, {k: values.get(k, keys[k]) for k in keys}


NO_CARD = {"cards": [], "card": False, "gift": False}
BY_GIFT = {"cards": [], "card": False, "gift": True}


def use(at, issuer, day, minute, amount, shop=None, **more):
    return record("notices", dict(issuer=issuer, kind="used", stage="authorised", day=day, minute=minute, amount=amount,
                                  currency="JPY", shop=shop, approval=None, last4=None), at, more)


def order(at, order_id, title, ordered, total, **more):
    return record("orders", dict(order_id=order_id, title=title, ordered=ordered, total=total, billed=None, points=0, gift=0,
                                 postage=0, discount=0, currency="JPY", payment=NO_CARD, digital=False, cancelled=False), at, more)


def shipment(at, order_id, shipped, charged):
    return record("shipments", dict(order_id=order_id, website=None, ordered=None, shipped=shipped, charged=charged,
                                    currency="JPY", payment=NO_CARD, cancelled=False), at, {})


def refund(at, order_id, amount, **more):
    return record("refunds", dict(order_id=order_id, title=None, reason=None, item_id=None, component=None, method=None,
                                  status=None, created="2026-07-08", day=None, amount=amount, currency="JPY", kind="paid",
                                  to_gift=False, completed=True), at, more)


def billing(at, title, day, amount, **more):
    return record("billings", dict(id=None, subscription=None, order_id=None, title=title, day=day, period_from=None,
                                   period_until=None, amount=amount, declined=False, currency="JPY"), at, more)


def subscription(at, title, next_bill, next_amount):
    return record("subscriptions", dict(id=None, title=title, status=None, provider=None, period=None, started=None,
                                        next_bill=next_bill, ended=None, next_amount=next_amount, renews=True,
                                        currency="JPY"), at, {})


def event(at, kind, day, minute, **more):
    return record("account_events", dict(brand="amazon", kind=kind, day=day, minute=minute, order_id=None, device=None,
                                         place=None, network=None), at, more)


def line_of(at, parts):
    """The line of the first part on which `at` stands; None where it is not told (HTML)."""
    if at is None or isinstance(at, int):
        return at
    lines = parts[0].body.split("\n")
    found = [i + 1 for i, line in enumerate(lines) if at in line]
    assert len(found) == 1, (at, found)
    return found[0]


names = set()


def mail(name, sender, subject, parts, kind, *records, date=DATE, received=None, unreadable=(), multipart="alternative"):
    assert name not in names, name
    names.add(name)
    parts = parts if isinstance(parts, list) else [parts]
    with open(os.path.join(HERE, name + ".eml"), "wb") as out:
        out.write(message_bytes(sender, subject, parts, date, received, multipart))
    truth = {"kind": kind, "unreadable": [line_of(at, parts) for at in unreadable]}
    for noun, at, values in records:
        truth.setdefault(noun, []).append(dict(line=line_of(at, parts), **values))
    with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


# ---------------------------------------------------------------- 三井住友カード

SMBC = '"三井住友カード" <statement@vpass.ne.jp>'.replace("三井住友カード", "SMBC CARD")
SMBC_USED = "ご利用のお知らせ【三井住友カード】"
SMBC_FOOT = """
※本メールは、カードのご利用に対する承認照会に基づく通知であり、カードの利用・請求内容を確定するものではございません。
※公共料金や携帯電話料金など毎月のお支払い、ETCのご利用では送信されません。
※このメールは送信専用です。
"""


def smbc(date, shop, kind, amount, mark="◇"):
    return f"""
いつも三井住友カードをご利用頂きありがとうございます。
お客様のカードご利用内容をお知らせいたします。

ご利用カード：テストカード

{mark}利用日：{date}
{mark}利用先：{shop}
{mark}利用取引：{kind}
{mark}利用金額：{amount}
{SMBC_FOOT}"""


mail("smbc-usage", SMBC, SMBC_USED,
     [jis(smbc("2026/07/08 16:22", "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "買物", "433 円")),
      html("<p>ご利用日時：2026/07/08 16:22</p><p>ＡＭＡＺＯＮ．ＣＯ．ＪＰ（買物）</p><p>433円</p>", "ISO-2022-JP", "7bit")],
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 433, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"))
mail("smbc-usage-star", SMBC, SMBC_USED, jis(smbc("2026/07/08 09:05", "ファミリーマート", "買物", "1,280 円", "★")),
     "usage", use("★利用日", "smbc-card", "2026-07-08", 545, 1280, "ファミリーマート"))
mail("smbc-usage-kana", SMBC, SMBC_USED, jis(smbc("2026/07/08 23:59", "ﾛ-ｿﾝ ｱｵﾔﾏﾃﾝ", "買物", "150 円")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 1439, 150, "ﾛ-ｿﾝ ｱｵﾔﾏﾃﾝ"))
mail("smbc-usage-jpy", SMBC, SMBC_USED, jis(smbc("2026/07/08 00:00", "APPLE COM BILL", "買物", "990.00 JPY")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 0, 990, "APPLE COM BILL"))
mail("smbc-usage-krw", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "SEOUL SHOP", "買物", "10,950.00KRW")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 10950, "SEOUL SHOP", currency="KRW"))
mail("smbc-usage-usd", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "EXAMPLE.COM", "買物", "12.50USD")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 1250, "EXAMPLE.COM", currency="USD"))
mail("smbc-return", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "返品", "-264円")),
     "usage_reversed", use("◇利用日", "smbc-card", "2026-07-08", 982, -264, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", kind="reversed"))
mail("smbc-cancel", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "ホテルテスト", "取消", "8,800 円")),
     "usage_reversed", use("◇利用日", "smbc-card", "2026-07-08", 982, -8800, "ホテルテスト", kind="reversed"))
mail("smbc-cashing", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "コンビニATM", "キャッシング", "10,000 円")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 10000, "コンビニATM"))
mail("smbc-html-only", SMBC, SMBC_USED,
     html("""<table><tr><td>ご利用日時：2026/07/08 16:22</td></tr>
<tr><td>ＡＭＡＺＯＮ．ＣＯ．ＪＰ（買物）</td></tr><tr><td><b>4,950円</b></td></tr></table>
<p style="font-size:10px">年会費の例：5,500円</p>"""),
     "usage", use(None, "smbc-card", "2026-07-08", 982, 4950, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"))
mail("smbc-html-return", SMBC, SMBC_USED,
     [text("このメールはHTML形式でお送りしています。"),
      html("<p>ご利用日時：2026/07/08 16:22<br>テスト書店（返品）<br>1,320円</p>")],
     "usage_reversed", use(None, "smbc-card", "2026-07-08", 982, -1320, "テスト書店", kind="reversed"))
mail("smbc-posted", SMBC, "ご利用明細のお知らせ【三井住友カード】", jis("""
カードのご利用明細をお知らせいたします。

◇利用日：2026/07/01
◇利用先：ＡＭＡＺＯＮ．ＣＯ．ＪＰ
◇利用取引：買物
◇利用金額：600 円

◇利用日：2026/07/02
◇利用先：テスト電力
◇利用取引：買物
◇利用金額：7,912 円

◇利用日：2026/07/03
◇利用先：ＡＭＡＺＯＮ．ＣＯ．ＪＰ
◇利用取引：返品
◇利用金額：-264 円
""" + SMBC_FOOT), "usage",
     use("2026/07/01", "smbc-card", "2026-07-01", None, 600, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", stage="posted"),
     use("2026/07/02", "smbc-card", "2026-07-02", None, 7912, "テスト電力", stage="posted"),
     use("2026/07/03", "smbc-card", "2026-07-03", None, -264, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", stage="posted", kind="reversed"))
mail("smbc-bill", SMBC, "お支払い金額のお知らせ", jis("""
今月のお支払い金額が確定しました。
お支払い日：2026年7月27日
お支払い金額：84,120円
"""), "bill")
mail("smbc-declined", SMBC, "カードのご利用ができませんでした【三井住友カード】",
     jis(smbc("2026/07/08 16:22", "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", "買物", "98,000 円")),
     "usage_declined", use("◇利用日", "smbc-card", "2026-07-08", 982, 98000, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", kind="declined"))
mail("smbc-debit-atm", "smbc-debit@smbc-card.com", "ご利用のお知らせ【Oliveフレキシブルペイ】", jis("""
ご利用内容をお知らせいたします。

◇利用日  ：2026/08/09 21:30:41
◇利用先  ：ＡＭＡＺＯＮ．ＣＯ．ＪＰ
◇利用取引：買物
◇利用金額：2,420 円
◇承認番号：012345

※ATMでのご利用には、別途ATM手数料110円がかかる場合がございます。
"""), "usage", use("◇利用日", "smbc-card", "2026-08-09", 1290, 2420, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", approval="012345"),
     date="Sun, 09 Aug 2026 21:30:50 +0900")
mail("smbc-vpoint-pay", SMBC, "VポイントPayアプリご利用のお知らせ", jis(smbc("2026/07/08 16:22", "テスト書店", "買物", "1,100 円")), "usage")
mail("smbc-vpoint-pay-declined", SMBC, "VポイントPayアプリご利用のお知らせ",
     jis(smbc("2026/07/08 16:22", "テスト書店", "買物", "1,100 円") + "\n残高不足のため、お取引は成立しておりません。\n"), "usage_declined")
mail("smbc-no-amount", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "テスト書店", "買物", "---")), "usage", unreadable=["◇利用日"])
mail("smbc-wide-digits", SMBC, SMBC_USED, jis(smbc("２０２６／０７／０８　１６：２２", "テスト書店", "買物", "４，９５０円")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 4950, "テスト書店"))
mail("smbc-card-number", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "SHOP 4111 1111 1111 1111", "買物", "500 円")),
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 500, "SHOP ************1111"))
mail("smbc-person", SMBC, SMBC_USED, jis(smbc("2026/07/08 16:22", "甲野花子様", "買物", "500 円").replace(
    "ご利用カード", "甲野花子様\nご利用カード")), "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 500))
mail("smbc-bad-date", SMBC, SMBC_USED, jis(smbc("2026/13/45 16:22", "テスト書店", "買物", "500 円")),
     "usage", use("◇利用日", "smbc-card", None, None, 500, "テスト書店"))
mail("smbc-service-news", SMBC, "サービス改定のご案内【三井住友カード】", jis("手数料は 110円 になります。\n◇利用金額：999 円"), "other")

# ---------------------------------------------------------------- 楽天カード

RAKUTEN = "info@mail.rakuten-card.co.jp"
mail("rakuten-flash", RAKUTEN, "【速報版】カード利用のお知らせ(本人ご利用分)", jis("""
楽天カードを装った不審なメールにご注意ください

＜カードご利用情報＞
■利用日: 2026/07/08
■利用者: 本人
■利用金額: 4,950 円

利用先などの詳しい内容は、後日お送りするメールでご確認ください。
カード年会費の例：11,000円
"""), "usage", use("■利用日", "rakuten-card", "2026-07-08", None, 4950))
mail("rakuten-posted", RAKUTEN, "カード利用のお知らせ(本人ご利用分)", text("""
＜カードご利用情報＞
■利用日: 2026/07/05
■利用先: ｱﾏｿﾞﾝﾄﾞﾂﾄｺﾑ
■利用者: 本人
■支払方法: 1回
■利用金額: 1,980 円
■支払月: 2026/08

■利用日: 2026/07/06
■利用先: ﾗｸﾃﾝﾍﾟｲ ﾄｳｷﾖｳﾃﾝ
■利用者: 本人
■支払方法: 1回
■利用金額: 20,000 円
■支払月: 2026/08

《リボ払いへ変更できないご利用》
■利用日: 2026/07/07
■利用先: ｼﾞﾖｳｼｾｲ ﾃｽﾄ
■利用者: 本人
■支払方法: 1回
■利用金額: 300 円
■支払月: 2026/08

リボ払いの手数料：実質年率15.00%、例）10万円をご利用の場合 1,250円
"""), "usage",
     use("2026/07/05", "rakuten-card", "2026-07-05", None, 1980, "ｱﾏｿﾞﾝﾄﾞﾂﾄｺﾑ", stage="posted"),
     use("2026/07/06", "rakuten-card", "2026-07-06", None, 20000, "ﾗｸﾃﾝﾍﾟｲ ﾄｳｷﾖｳﾃﾝ", stage="posted"),
     use("2026/07/07", "rakuten-card", "2026-07-07", None, 300, "ｼﾞﾖｳｼｾｲ ﾃｽﾄ", stage="posted"))
mail("rakuten-family", RAKUTEN, "カード利用のお知らせ(家族会員ご利用分)", jis("""
■利用日: 2026/07/05
■利用先: AMAZON.CO.JP
■利用者: 家族
■支払方法: 1回
■利用金額: 2,480 円
"""), "usage", use("■利用日", "rakuten-card", "2026-07-05", None, 2480, "AMAZON.CO.JP", stage="posted"))
mail("rakuten-html", RAKUTEN, "カード利用のお知らせ(本人ご利用分)",
     html("""<table><tr><th>利用日</th><th>利用先</th><th>利用金額</th></tr>
<tr><td>2026/07/05</td><td>ﾃｽﾄ ｼﾖﾃﾝ ﾄｳｷﾖｳ</td><td>4,950円</td></tr>
<tr><td>2026/07/06</td><td>AMAZON.CO.JP</td><td>600円</td></tr></table>"""), "usage",
     use(None, "rakuten-card", "2026-07-05", None, 4950, "ﾃｽﾄ ｼﾖﾃﾝ ﾄｳｷﾖｳ", stage="posted"),
     use(None, "rakuten-card", "2026-07-06", None, 600, "AMAZON.CO.JP", stage="posted"))
mail("rakuten-pay", "no-reply@pay.rakuten.co.jp", "楽天ペイアプリご利用内容確認メール", text("決済総額 ¥1,200\nご利用店舗 テスト薬局"), "usage")
mail("rakuten-debit", "service@ac.rakuten-bank.co.jp", "◆デビットカードご利用通知メール", jis("""
デビットカードのご利用がありました。
口座引落分：2,420円
ポイント利用分：0ポイント
承認番号：123456
"""), "usage", use("口座引落分", "rakuten-bank", "2026-07-08", None, 2420))

# ---------------------------------------------------------------- JCB

JCB = '"MyJCB" <mail@qa.jcb.co.jp>'
JCB_FOOT = """
※本メールは、カードご利用時の承認に基づき配信しています。売上情報とは異なる場合があります。
※一部の加盟店では、表示名が異なる場合があります。
　例）Amazonプライム年会費　5,900円　→　アマゾン　5,900円
"""
mail("jcb-usage", JCB, "JCBカード／ショッピングご利用のお知らせ", text("""
【ご利用日時(日本時間)】　2026/07/08 16:22
【ご利用金額】　4,950円
【ご利用先】　ＡＭＡＺＯＮ．ＣＯ．ＪＰ
""" + JCB_FOOT), "usage", use("【ご利用日時", "jcb", "2026-07-08", 982, 4950, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"))
mail("jcb-footer-only", JCB, "JCBカード／ショッピングご利用のお知らせ", text("ご利用内容はMyJCBでご確認ください。\n" + JCB_FOOT), "usage",
     unreadable=[1])
mail("jcb-reversed", JCB, "JCBカード／ショッピング取消のお知らせ", text("""
【日時（日本時間）】　2026/07/08 16:22
【金額】　- 430円（取消）
【ご利用先】　コンビニテスト
""" + JCB_FOOT), "usage_reversed", use("【日時", "jcb", "2026-07-08", 982, -430, "コンビニテスト", kind="reversed"))
mail("jcb-posted", JCB, "（売上到着分）JCBカード／ショッピングご利用のお知らせ", text("""
まだお知らせしていないご利用のみを記載しています。

◆ご利用１
【ご利用日】　2026/07/01
【ご利用金額】　5,900円
【ご利用先】　アマゾン

◆ご利用２
【ご利用日】　2026/07/02
【ご利用金額】　1,100円
【ご利用先】　テスト水道局
""" + JCB_FOOT), "usage",
     use("◆ご利用１", "jcb", "2026-07-01", None, 5900, "アマゾン", stage="posted"),
     use("◆ご利用２", "jcb", "2026-07-02", None, 1100, "テスト水道局", stage="posted"))
mail("jcb-promotion", "mail@cj.jcb.co.jp", "Amazon.co.jpで使える1,000円プレゼント", text("【ご利用金額】　10,000円 以上のご利用で 1,000円"), "promotion")

# ---------------------------------------------------------------- ライフ, ポケット, PayPay, エポス, dカード, イオン

mail("life-usage", "lifeweb-entry@lifecard.co.jp", "カードご利用のお知らせ", jis("""
いつもライフカードをご利用いただきありがとうございます。

■ご利用日時
2026年02月02日 17:14

■ご利用先
ｱﾏｿﾞﾝｼﾞﾔﾊﾟﾝ ﾄｳｷﾖｳ

■ご利用金額
3,280円
""", "quoted-printable"), "usage", use("■ご利用日時", "lifecard", "2026-02-02", 1034, 3280, "ｱﾏｿﾞﾝｼﾞﾔﾊﾟﾝ ﾄｳｷﾖｳ"),
     date="Mon, 02 Feb 2026 17:15:01 +0900")
mail("pocket-usage", "announce@pinf.pocketcard.co.jp", "ＺＯＺＯＣＡＲＤ２カード利用のお知らせ", jis("""
下記のご利用がありました。

ご利用日時
2026/07/08 16:22

ご利用金額
9,900円
"""), "usage", use("ご利用日時", "pocketcard", "2026-07-08", 982, 9900))
PAYPAY = "paypaycard-info@mail.paypay-card.co.jp"
mail("paypay-usage", PAYPAY, "PayPayカード（JCB）利用速報", text("""
カード利用のお知らせ

アマゾン　ジャパン
2026年3月2日 14:03
600円

※速報のため、実際の請求額とは異なる場合があります。
リボ変更時の手数料例：1万円につき 150円
""", "UTF-8", "base64"), "usage", use("アマゾン", "paypay-card", "2026-03-02", 843, 600, "アマゾン　ジャパン"),
     date="Mon, 02 Mar 2026 14:03:20 +0900")
mail("paypay-gold", PAYPAY, "PayPayカード ゴールド（Visa）利用速報", text("""
セブン-イレブン
2026年7月8日 08:01
1,234円
"""), "usage", use("セブン", "paypay-card", "2026-07-08", 481, 1234, "セブン-イレブン"))
mail("paypay-bill", PAYPAY, "6月の請求金額のお知らせ", text("PayPayカード\n2026年6月27日\n45,600円"), "bill")
mail("paypay-bill-soon", PAYPAY, "請求予定金額のお知らせ", text("PayPayカード\n2026年7月27日\n12,300円"), "bill")
mail("epos-usage", "info@01epos.jp", "エポスカードより「カードご利用のお知らせ」", text("""
ご利用日時：2026/07/08 16:22
ご利用金額：2,200円
ご利用先：ＡＭＡＺＯＮ．ＣＯ．ＪＰ

※ご利用の可否にかかわらず配信される場合がございます。
"""), "usage", use("ご利用日時", "epos", "2026-07-08", 982, 2200, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"))
mail("epos-declined", "info@01epos.jp", "エポスカードより「カードご利用のお知らせ」", text("""
ご利用日時：2026/07/08 16:22
ご利用金額：88,000円
ご利用先：家電テスト
今回のお取引はご利用いただけませんでした。
"""), "usage_declined", use("ご利用日時", "epos", "2026-07-08", 982, 88000, "家電テスト", kind="declined"))
mail("dcard-usage", "info@dcard.docomo.ne.jp", "【ｄカード】カードご利用速報について", jis("""
■ご利用日：2026/07/08
■ご利用先など：アマゾンプライム
■ご利用金額：600円
"""), "usage", use("■ご利用日", "dcard", "2026-07-08", None, 600, "アマゾンプライム"))
mail("aeon-usage", "information@aeon.co.jp", "イオンカード カードご利用確認メール", text("""
利用日：2026/07/08
利用加盟店：ＡＭＡＺＯＮ．ＣＯ．ＪＰ
利用金額：1,515円
"""), "usage", use("利用日", "aeon-card", "2026-07-08", None, 1515, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ"))
mail("aeon-bill", "statement@email.aeon.co.jp", "3月ご請求額のお知らせ", text("ご請求額：32,100円"), "bill")
mail("saison-bill", "express@mail.saisoncard.co.jp", "2026年7月お支払金額のお知らせ", text("お支払金額：32,100円"), "bill")
mail("amex-bill", "americanexpress@welcome.americanexpress.com", "[AMERICAN EXPRESS] ご請求金額確定のご案内",
     html("<p>ご請求金額 32,100円</p>"), "bill")

# ---------------------------------------------------------------- debit cards

MUFG = "mail@debit.bk.mufg.jp"
# 23:50 UTC on the 7th is the 8th in Japan.
mail("mufg-debit", MUFG, "【三菱ＵＦＪ‐ＶＩＳＡデビット】ご利用のお知らせ", text("""
ご利用金額（円）　  : 610
ご利用先　　　　　　: AMAZON.CO.JP

海外ATMのご利用には手数料 110円がかかります。
"""), "usage", use("ご利用金額", "mufg-bank", "2026-07-08", None, 610, "AMAZON.CO.JP"), date="Tue, 07 Jul 2026 23:50:00 +0000")
mail("mufg-debit-refund", MUFG, "【三菱ＵＦＪ‐ＶＩＳＡデビット】ご利用のお知らせ", text("""
ご利用金額（円）　  : -610
ご利用先　　　　　　: AMAZON.CO.JP
"""), "usage_reversed", use("ご利用金額", "mufg-bank", "2026-07-08", None, -610, "AMAZON.CO.JP", kind="reversed"))
mail("mufg-debit-no-date-header", MUFG, "【三菱ＵＦＪ‐ＶＩＳＡデビット】ご利用のお知らせ", text("ご利用金額（円）: 610"),
     "usage", use("ご利用金額", "mufg-bank", "2026-07-09", None, 610), date=None, received="Thu, 9 Jul 2026 00:10:00 +0900")
mail("mufg-debit-no-day", MUFG, "【三菱ＵＦＪ‐ＶＩＳＡデビット】ご利用のお知らせ", text("ご利用金額（円）: 610"),
     "usage", use("ご利用金額", "mufg-bank", None, None, 610), date=None)
SONY_BODY = """
ご利用日時：7月8日 16:22
ご利用加盟店：ＡＭＡＺＯＮ．ＣＯ．ＪＰ
ご利用金額：18.90 USD
承認番号：654321
"""
mail("sony-flash", "banking@sonybank.net", "［Sony Bank WALLET ］Visaデビットご利用のお知らせ（速報）", jis(SONY_BODY), "usage",
     use("ご利用日時", "sony-bank", "2026-07-08", 982, 1890, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", currency="USD", approval="654321"))
mail("sony-posted", "mail@ma.sonybank.jp", "［Sony Bank WALLET ］Visaデビットご利用のお知らせ（確定）", jis(SONY_BODY), "usage",
     use("ご利用日時", "sony-bank", "2026-07-08", 982, 1890, "ＡＭＡＺＯＮ．ＣＯ．ＪＰ", currency="USD", approval="654321", stage="posted"))
# On 2 January, 31 December was last year.
mail("sony-new-year", "banking@sonybank.net", "［Sony Bank WALLET ］Visaデビットご利用のお知らせ（速報）", jis("""
ご利用日時：12月31日 23:58
ご利用金額：1,000円
"""), "usage", use("ご利用日時", "sony-bank", "2025-12-31", 1438, 1000), date="Fri, 02 Jan 2026 07:00:00 +0900")

# ---------------------------------------------------------------- Amazon: orders

CONFIRM = '"Amazon.co.jp" <auto-confirm@amazon.co.jp>'
ADS = """
こちらもおすすめ
* テスト広告商品
  数量: 1
  9,800 JPY
合計 9,800 JPY
"""
mail("amazon-order", CONFIRM, "注文済み: 「テスト用USBケーブル 1m」", text("""
ご注文ありがとうございます。

注文番号: 250-1234567-1234567

* テスト用USBケーブル 1m （ブラック）
  数量: 1
  2420 JPY

合計 2420 JPY
""" + ADS), "order", order("注文番号", "250-1234567-1234567", "テスト用USBケーブル 1m （ブラック）", "2026-07-08", 2420))
mail("amazon-order-gift", CONFIRM, "注文済み: 「テスト用USBケーブル 1m」", text("""
注文番号: 250-1234567-1234567
* テスト用USBケーブル 1m
  数量: 1
  2420 JPY
合計 2420 JPY
ご請求額: 1000 JPY
""" + ADS), "order", order("注文番号", "250-1234567-1234567", "テスト用USBケーブル 1m", "2026-07-08", 2420, billed=1000,
                         payment=BY_GIFT))
mail("amazon-order-several", CONFIRM, "注文済み: 「本A」およびその他2点の商品", text("""
甲野花子様
お届け先: 甲野花子様

注文番号: 250-1111111-1111111
* 本A
  数量: 1
  1,540 JPY
* 本B
  数量: 2
  880 JPY
合計 3,300 JPY

注文番号: 503-2222222-2222222
* 電池 単3
  数量: 1
  698 JPY
合計 698 JPY
ご請求額: 0 JPY
""" + ADS, "UTF-8", "quoted-printable"), "order",
     order("250-1111111-1111111", "250-1111111-1111111", "本A / 本B", "2026-07-08", 3300),
     order("503-2222222-2222222", "503-2222222-2222222", "電池 単3", "2026-07-08", 698, billed=0, payment=BY_GIFT))
mail("amazon-order-html", CONFIRM, "ご注文の確認",
     html("""<table><tr><td>注文番号</td><td>249-1234567-7654321</td></tr></table>
<p>注文合計： ￥ 5,480</p><p>Amazonポイント： -￥ 480</p><p>ご請求額： ￥ 5,000</p>"""),
     "order", order(None, "249-1234567-7654321", None, "2026-07-08", 5480, billed=5000, points=480, payment=BY_GIFT))
mail("amazon-order-sentence", CONFIRM, "注文済み: 「本A」", text("""
注文番号: 250-1234567-1234567
注文番号 は注文履歴でもご確認いただけます。
合計 1,540 JPY
"""), "order", order("250-1234567", "250-1234567-1234567", "本A", "2026-07-08", 1540))
mail("amazon-order-html-several", CONFIRM, "ご注文の確認",
     html("""<div>注文番号</div><div>249-1111111-1111111</div><div>合計</div><div>￥1,000</div>
<div>注文番号</div><div>249-2222222-2222222</div><div>合計</div><div>￥2,000</div>"""),
     "order", order(None, "249-1111111-1111111", None, "2026-07-08", 1000), order(None, "249-2222222-2222222", None, "2026-07-08", 2000))
# The first sum counts: what follows without a new order number is not this order's.
mail("amazon-order-sum-again", CONFIRM, "注文済み: 「本A」", text("""
注文番号: 250-1234567-1234567
合計 1,540 JPY

前回のご注文
合計 9,800 JPY
"""), "order", order("注文番号", "250-1234567-1234567", "本A", "2026-07-08", 1540))
mail("amazon-order-old", CONFIRM, "Amazon.co.jpでのご注文 250-7654321-7654321", jis("""
注文番号： 250-7654321-7654321
注文日： 2013/02/03
配送料・手数料： ￥ 350
割引： -￥ 350
注文合計： ￥ 1,980
""", "7bit"), "order", order("注文番号", "250-7654321-7654321", None, "2013-02-03", 1980, postage=350, discount=350),
     date="Sun, 03 Feb 2013 10:00:00 +0900")
mail("amazon-order-subject-only", CONFIRM, "Amazon.co.jpでのご注文 250-7654321-7654321",
     text("ご注文の内容は注文履歴でご確認ください。"), "order", order(1, "250-7654321-7654321", None, "2026-07-08", None))
mail("amazon-order-en", CONFIRM, 'Ordered: "Test cable"', text("""
Order #250-1234567-1234567
* Test cable, 1m
  Quantity: 1
  2420 JPY
Total 2420 JPY

Recommended for you
Total 9800 JPY
"""), "order", order("Order #", "250-1234567-1234567", "Test cable, 1m", "2026-07-08", 2420))
mail("amazon-digital", '"Amazon.co.jp" <digital-no-reply@amazon.co.jp>', "Kindle本のご注文の確認", text("""
注文番号: D01-1234567-7654321
商品名: テスト小説 第3巻
注文合計: ￥748
"""), "order", order("注文番号", "D01-1234567-7654321", "テスト小説 第3巻", "2026-07-08", 748, digital=True))
mail("amazon-order-bad-number", CONFIRM, "注文済み: 「本A」", text("注文番号: 12-34\n合計 500 JPY"), "order", unreadable=["注文番号"])

# ---------------------------------------------------------------- Amazon: on its way, undone

TRACK = '"Amazon.co.jp" <shipment-tracking@amazon.co.jp>'
UPDATE = '"Amazon.co.jp" <order-update@amazon.co.jp>'
mail("amazon-dispatch-sum", TRACK, "発送済み: 「テスト用USBケーブル 1m」", text("""
注文番号: 250-1234567-1234567
合計 2420 JPY
"""), "dispatch", shipment("注文番号", "250-1234567-1234567", "2026-07-08", 2420))
mail("amazon-dispatch", TRACK, "「テスト用USBケーブル」を発送しました", text("注文番号: 250-1234567-1234567\n配達予定日: 7月9日"), "dispatch")
mail("amazon-delivered", UPDATE, "配達済み: 「テスト用USBケーブル 1m」", text("注文番号: 250-1234567-1234567\n合計 2420 JPY"), "delivery")
mail("amazon-out-for-delivery", UPDATE, "配達中: 「テスト用USBケーブル 1m」", text("注文番号: 250-1234567-1234567"), "delivery")
mail("amazon-cancellation", UPDATE, "Amazon.co.jp ご注文のキャンセル (250-1234567-1234567)", text("""
ご注文がキャンセルされました。この注文に対する請求は行われていません。
注文番号: 250-1234567-1234567
* テスト用USBケーブル 1m
  数量: 1
  2420 JPY
合計 2420 JPY
"""), "cancellation", order("注文番号", "250-1234567-1234567", "テスト用USBケーブル 1m", None, None, cancelled=True))
mail("amazon-refund", '"Amazon.co.jp" <return@amazon.co.jp>', "返金手続きが完了しました", text("""
注文番号: 250-1234567-1234567
商品: テスト用USBケーブル 1m
返金額: ￥2,420
返金方法: Visa
返金処理日: 2026/07/07

カードへの返金には、2～3営業日、明細への反映には1～2請求期間かかることがあります。
"""), "refund", refund("注文番号", "250-1234567-1234567", 2420, title="テスト用USBケーブル 1m", method="Visa", day="2026-07-07"))
mail("amazon-refund-gift", '"Amazon.co.jp" <return@amazon.co.jp>', "返金のお知らせ", text("""
注文番号: 250-1234567-1234567
返金額
￥1,200
返金方法
Amazonギフトカード残高
返金処理日
2026年7月7日
"""), "refund", refund("注文番号", "250-1234567-1234567", 1200, method="Amazonギフトカード残高", day="2026-07-07", to_gift=True))
mail("amazon-return-request", '"Amazon.co.jp" <return@amazon.co.jp>', "返品リクエストの確認", text("""
返品リクエストを受け付けました。
注文番号: 250-1234567-1234567
返金額: ￥2,420
返金方法: Visa
"""), "return_request", refund("注文番号", "250-1234567-1234567", None, method="Visa", kind="return", completed=False))
mail("amazon-refund-is-request", '"Amazon.co.jp" <return@amazon.co.jp>', "返金についてのお知らせ", text("""
返品リクエストを受け付けました。商品の返送後に返金いたします。
注文番号: 250-1234567-1234567
返金額: ￥2,420
"""), "return_request", refund("注文番号", "250-1234567-1234567", 2420, kind="return", completed=False))

# ---------------------------------------------------------------- Amazon: the account

ACCOUNT = '"Amazon.co.jp" <account-update@amazon.co.jp>'
mail("amazon-declined", UPDATE, "お支払い方法が承認されません", text("""
注文番号: 250-1234567-1234567
お支払い方法を更新してください。
"""), "payment_declined", event("注文番号", "payment_declined", "2026-07-08", 983, order_id="250-1234567-1234567"))
mail("amazon-declined-account", ACCOUNT, "お支払い方法に問題があります", html("<p>お支払い方法を更新してください。</p>"),
     "payment_declined", event(None, "payment_declined", "2026-07-08", 983))
mail("amazon-sign-in", ACCOUNT, "Amazonセキュリティ警告: サインイン試行が検出されました", text("""
日時: 2026年7月8日 16:20
デバイス: Google Chrome Windows
場所: 東京都
"""), "sign_in", event("日時", "sign_in", "2026-07-08", 980, device="Google Chrome Windows", place="東京都"))
mail("amazon-sign-in-bare", ACCOUNT, "amazon.co.jp:サインイン試行", html("<p>誰かがサインインしようとしています。</p>"),
     "sign_in", event(None, "sign_in", "2026-07-08", 983))
mail("amazon-sign-in-action", ACCOUNT, "アクションが必要です: サインイン", text("サインインを承認または拒否してください。"),
     "sign_in", event(1, "sign_in", "2026-07-08", 983))
mail("amazon-sign-in-en", ACCOUNT, "Action required: Sign-in attempt", text("""
When: Wednesday, July 8, 2026 4:20 PM
Device: Firefox Linux
Near: Osaka, Japan
"""), "sign_in", event("When", "sign_in", "2026-07-08", 980, device="Firefox Linux", place="Osaka, Japan"))
mail("amazon-sign-in-blocked", ACCOUNT, "不審なサインインをブロックしました", text("日時: 2026/07/08 03:00"),
     "sign_in", event("日時", "sign_in_blocked", "2026-07-08", 180))
mail("amazon-password-reset", ACCOUNT, "Amazon パスワードの再設定", text("確認コード: 123456"),
     "password_reset", event(1, "password_reset", "2026-07-08", 983))
mail("amazon-password-changed", ACCOUNT, "パスワードが変更されました", text("日付: 2026/07/08 16:00"),
     "password_reset", event("日付", "password_changed", "2026-07-08", 960))
mail("amazon-prime", '"Amazon" <prime@amazon.co.jp>', "Amazonプライムの会費のお知らせ", text("""
プラン: 月間プラン
会費: 600円
請求日: 2026年7月1日
"""), "subscription", billing("プラン", "月間プラン", "2026-07-01", 600))
mail("amazon-subscription-next", '"Amazon" <no-reply@amazon.co.jp>', "Amazonプライム 更新のお知らせ", text("""
プラン: 年間プラン
会費: 5,900円
次回請求日: 2026年8月1日
"""), "subscription", subscription("プラン", "年間プラン", "2026-08-01", 5900))
mail("amazon-promotion", '"Amazon.co.jp" <store-news@amazon.co.jp>', "タイムセール: 注文番号なしで 1,980円",
     text("注文番号: 250-1234567-1234567\n合計 1980 JPY"), "promotion")
mail("amazon-unknown", UPDATE, "ご注文についての大切なお知らせ", text("注文番号: 250-1234567-1234567\n合計 1980 JPY"), "other")

# ---------------------------------------------------------------- not theirs

mail("fake-lookalike", '"VISA" <statement@vpassard.co.jp>', SMBC_USED, jis(smbc("2026/07/08 16:22", "ＡＭＡＺＯＮ", "買物", "98,000 円")), "other")
mail("fake-below", '"Rakuten" <info@mail.rakuten-card.co.jp.evil.example>', "カード利用のお知らせ(本人ご利用分)",
     jis("■利用日: 2026/07/05\n■利用先: AMAZON.CO.JP\n■利用金額: 2,480 円"), "other")
mail("fake-name", '"auto-confirm@amazon.co.jp" <x@evil.example>', "注文済み: 「本A」",
     text("注文番号: 250-1234567-1234567\n合計 500 JPY"), "other")
mail("friend-quotes", "friend@mail.example", "Re: " + SMBC_USED, text("これは何？\n> ◇利用日：2026/07/08 16:22\n> ◇利用金額：433 円"), "other")
mail("friend-forwards", "friend@mail.example", "Fwd: " + SMBC_USED,
     [text("見て"), attached("From: statement@vpass.ne.jp\nSubject: x\n\n◇利用日：2026/07/08 16:22\n◇利用金額：433 円\n")],
     "other", multipart="mixed")
# A genuine sender's mail with an older one attached: what is inside the attachment is not this mail's.
mail("smbc-attached-old", SMBC, SMBC_USED,
     [jis(smbc("2026/07/08 16:22", "テスト書店", "買物", "433 円")),
      attached("From: statement@vpass.ne.jp\nSubject: x\nContent-Type: text/plain; charset=UTF-8\n\n"
               "◇利用日：2025/01/01 10:00\n◇利用先：古書テスト\n◇利用取引：買物\n◇利用金額：9,999 円\n")],
     "usage", use("◇利用日", "smbc-card", "2026-07-08", 982, 433, "テスト書店"), multipart="mixed")

print(len(names), "pairs")
