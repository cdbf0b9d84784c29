#!/usr/bin/python3
"""Write messages/*.eml and dns.txt: made-up mail, signed with the test keys in keys/.

    tests/mail/make_messages.py [FOLDER]

What each message is and what must be said of it stands in cases.txt. Signing is done by the openssl program, all else
here, so that nothing of what is tested takes part. Output is the same every time.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
from email.header import Header

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = os.path.join(HERE, "keys")
DATE = "Sat, 15 Aug 2026 10:00:00 +0900"
SIGNED_AT = 1786755600          # the same in seconds
TO = "hanako@example.org"
RECEIVED = ("Received", f"from out.example.net (out.example.net [192.0.2.7])\n"
                        f"\tby mx.example.org with ESMTPS id 7f3; {DATE}")
EARLIER = ("Received", "from app.example.net (app.example.net [192.0.2.8])\n"
                       f"\tby out.example.net with ESMTP id 2c1; {DATE}")

# ---------------------------------------------------------------- signing


def openssl(*args, data=b""):
    """What the openssl program answers."""
    return subprocess.run(("openssl",) + args, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=True).stdout


def public_key(name):
    """The p= of a key file."""
    der = openssl("pkey", "-in", os.path.join(KEYS, name + ".pem"), "-pubout", "-outform", "DER")
    return base64.b64encode(der).decode()


def sign(name, data, digest="sha256"):
    """b= of the data."""
    return base64.b64encode(openssl("dgst", "-" + digest, "-sign",
                                    os.path.join(KEYS, name + ".pem"), data=data)).decode()


def relaxed_field(name, value):
    """RFC 6376 section 3.4.2."""
    value = re.sub(r"[ \t\r\n]+", " ", value).strip(" ")
    return f"{name.lower().strip()}:{value}\r\n".encode()


def relaxed_body(body):
    """RFC 6376 section 3.4.4, of text with LF."""
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def last_instances(fields, names):
    """The fields that h= names, counted from below."""
    left = {}
    for name in names:
        rows = [f for f in fields if f[0].lower() == name.lower()]
        n = left.get(name.lower(), 0)
        left[name.lower()] = n + 1
        if n < len(rows):
            yield rows[len(rows) - 1 - n]


def signature(fields, body, field, domain, selector, key, names, tags=(), digest="sha256"):
    """A DKIM-Signature or ARC-Message-Signature over fields (name, value) and body."""
    tags = list(tags)
    canon = relaxed_body(body)
    length = next((int(v) for k, v in tags if k == "l"), len(canon))
    body_hash = base64.b64encode(hashlib.new(digest, canon[:length]).digest()).decode()
    lead = [("v", "1")] if field == "DKIM-Signature" else []
    algorithm = [("a", "rsa-" + digest), ("c", "relaxed/relaxed"), ("d", domain), ("s", selector)]
    rest = [("h", ":".join(names)), ("bh", body_hash), ("b", "")]
    value = "; ".join(f"{k}={v}" for k, v in lead + algorithm + tags + rest)
    data = b"".join(relaxed_field(*f) for f in last_instances(fields, names))
    data += relaxed_field(field, value)[:-2]
    return field, value + sign(key, data, digest)


ALL = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]


class Message:
    """Fields topmost first, a body with LF."""

    def __init__(self, sender, subject, text="", html="", charset="utf-8", extra=()):
        self.fields = []
        if sender is not None:
            self.fields.append(("From", sender))
        self.fields += [("To", TO), ("Subject", encoded(subject, charset)), ("Date", DATE),
                        ("Message-ID", f"<{hashlib.sha1(subject.encode()).hexdigest()[:16]}@example.net>"),
                        ("MIME-Version", "1.0")] + list(extra)
        self.above = [RECEIVED, EARLIER]
        self.write_body(text, html, charset)

    def write_body(self, text, html, charset):
        """One text part, or text and HTML beside each other."""
        if not html:
            self.fields += [("Content-Type", f"text/plain; charset={charset}"),
                            ("Content-Transfer-Encoding", "7bit" if charset != "utf-8" else "8bit")]
            self.body = text.encode(charset)
            return
        self.fields.append(("Content-Type", 'multipart/alternative; boundary="=_b"'))
        parts = b""
        for kind, content in (("plain", text or "HTML\n"), ("html", html)):
            parts += (f"--=_b\nContent-Type: text/{kind}; charset={charset}\n"
                      "Content-Transfer-Encoding: 8bit\n\n").encode() + content.encode(charset) + b"\n"
        self.body = parts + b"--=_b--\n"

    def get(self, name):
        """The value of the first field of that name."""
        return next(v for n, v in self.fields if n == name)

    def put(self, name, value):
        """Change a field."""
        self.fields = [(n, value if n == name else v) for n, v in self.fields]
        return self

    def sign(self, domain, selector="t1", key="brand", names=ALL, tags=(), digest="sha256"):
        """Add a DKIM-Signature above the fields."""
        self.fields.insert(0, signature(self.fields, self.body, "DKIM-Signature", domain, selector,
                                        key, names, tags, digest))
        return self

    def seal(self, sealer, results, number=1, key="other", claims_pass=True):
        """Add one ARC set (RFC 8617 section 5.1)."""
        chain = "none" if number == 1 else ("pass" if claims_pass else "fail")
        results = ("ARC-Authentication-Results", f"i={number}; {results}")
        sets = getattr(self, "sets", [])
        ams = signature(self.fields, self.body, "ARC-Message-Signature", sealer, "t1", key,
                        ALL + ["DKIM-Signature"], [("i", str(number))])
        value = (f"i={number}; a=rsa-sha256; cv={chain}; d={sealer}; s=t1; b=")
        data = b"".join(relaxed_field(*f) for one in sets + [[results, ams]] for f in one)
        data += relaxed_field("ARC-Seal", value)[:-2]
        seal = ("ARC-Seal", value + sign(key, data))
        self.sets = sets + [[results, ams, seal]]
        self.above = [seal, ams, results] + self.above
        return self

    def on_top(self, name, value):
        """A field above all others, written by the receiver."""
        self.above.insert(0, (name, value))
        return self

    def below(self, name, value):
        """A field below Received, as a sender can write it."""
        self.fields.insert(0, (name, value))
        return self

    def write(self):
        """The bytes."""
        head = "".join(f"{n}: {v}\n" for n, v in self.above + self.fields)
        return head.encode() + b"\n" + self.body


def encoded(text, charset="utf-8"):
    """RFC 2047."""
    return text if text.isascii() else Header(text, charset).encode(linesep="\n", maxlinelen=70)


def mailbox(name, address):
    """A From value with its display name."""
    return f"{encoded(name)} <{address}>" if name else address


# ---------------------------------------------------------------- what the mails say

ORDER = """{name} 様

Amazon.co.jpをご利用いただき、ありがとうございます。

注文番号: 250-1234567-1234567
* ノート A5
  数量: 1
  2420 JPY

合計 2420 JPY

注文内容はこちらで確認できます。
https://www.amazon.co.jp/your-orders/250-1234567-1234567
""".format(name="見本 花子")

ORDER_HTML = """<p>見本 花子 様</p><p>Amazon.co.jpをご利用いただき、ありがとうございます。</p>
<p>注文番号: 250-1234567-1234567</p>
<p><a href="https://www.amazon.co.jp/your-orders/250-1234567-1234567">注文内容を確認する</a></p>
{more}
"""

LURE = """<p>Amazonをご利用いただき、ありがとうございます。</p>
<p>お客様のアカウントは停止されました。24時間以内に確認してください。</p>
<p><a href="{href}">{text}</a></p>
"""

LOGIN = "https://sign-in.evil.example/ap/signin"

USAGE = """◇利用日：2026/08/14 16:22
◇利用先：見本書店
◇利用取引：買物
◇利用金額：433 円

承認照会に基づく通知であり、ご請求を確定するものではございません。
"""

USAGE_HTML = """<p>いつも三井住友カードをご利用いただきありがとうございます。</p>
<p>ご利用日時：2026/08/14 16:22</p><p>見本書店（買物）</p><p>433円</p>
<p><a href="{href}">{text}</a></p>
"""

SMBC_SUBJECT = "ご利用のお知らせ【三井住友カード】"
AMAZON = mailbox("Amazon.co.jp", "auto-confirm@amazon.co.jp")
FORGED_SUBJECT = "Amazonアカウントの重要なお知らせ"


def order(sender=AMAZON, subject="注文済み: 「ノート A5」", more=""):
    """A genuine order mail, not signed yet."""
    return Message(sender, subject, ORDER, ORDER_HTML.format(more=more))


def lure(sender=AMAZON, subject=FORGED_SUBJECT, href=LOGIN, text="サインインして確認する"):
    """A mail that wants the reader to sign in elsewhere."""
    return Message(sender, subject, "", LURE.format(href=href, text=text))


def usage(sender, href="https://www.vpass.ne.jp/login", text="ログインして確認する"):
    """A notice of use as the card company writes it."""
    return Message(sender, SMBC_SUBJECT, USAGE, USAGE_HTML.format(href=href, text=text))


def plain(sender, subject, text, **more):
    """A text mail."""
    return Message(sender, subject, text, **more)


SAW = "mx.example.org;\n\tdkim=pass header.d=amazon.co.jp header.s=gone; spf=pass smtp.mailfrom=amazon.co.jp"

# ---------------------------------------------------------------- genuine mail


def genuine():
    """What the brand really sent."""
    yield "amazon-order", order().sign("amazon.co.jp").sign("amazonses.com")
    yield "amazon-expired-since", order().sign(
        "amazon.co.jp", tags=[("t", SIGNED_AT), ("x", SIGNED_AT + 7 * 86400)])
    yield "amazon-foreign-link", order(
        more='<p><a href="https://news.example.com/note">ノートの話</a></p>').sign("amazon.co.jp")
    yield "amazon-gmail-forwarded", order().sign("amazon.co.jp").seal(
        "google.com", "mx.google.com; dkim=pass header.d=amazon.co.jp")
    yield "smbc-click-tracker", usage(
        mailbox("三井住友カード", "statement@vpass.ne.jp"), "https://click.contact.vpass.ne.jp/?qs=1a",
        "https://www5.smbc-card.com/").sign("vpass.ne.jp")
    yield "smbc-amazon-mastercard", usage(
        mailbox("Amazon Mastercard", "statement@vpass.ne.jp")).sign("vpass.ne.jp")
    yield "smbc-iso-2022-jp", plain(
        "statement@vpass.ne.jp", SMBC_SUBJECT, USAGE, charset="iso-2022-jp").sign("vpass.ne.jp")
    yield "rakuten-relaxed", plain(
        mailbox("楽天カード株式会社", "info@mail.rakuten-card.co.jp"), "カード利用のお知らせ(本人ご利用分)",
        "■利用日: 2026/08/14\n■利用先: 見本書店\n■利用金額: 433 円\n").sign("rakuten-card.co.jp")
    yield "jcb-footer-names-amazon", plain(
        mailbox("JCB", "mail@qa.jcb.co.jp"), "JCBカード／ショッピングご利用のお知らせ",
        "【ご利用日時(日本時間)】　2026/08/14 16:22\n【ご利用金額】　433円\n【ご利用先】　アマゾン\n"
        "例）Amazonプライム年会費　5,900円　→　アマゾン　5,900円\n").sign("qa.jcb.co.jp")
    yield "amazon-people-on-list", people().sign("amazon.com").below("List-Id", "<code.lists.example.net>")


def people():
    """Somebody who works there, about code."""
    return plain(mailbox("Jane Example", "jane@amazon.com"), "[PATCH] account: verify the password once", (
        "The login page asked twice. Please confirm your account of it.\n\n"
        "+\tmutex_unlock(&account->lock);\n\nLink: https://code.example.com/login.c\n"))


def without_proof():
    """What the brand really sent, and what is left of it."""
    yield "amazon-key-gone", order().sign("amazon.co.jp", "gone")
    yield "amazon-key-gone-server-saw", order().sign("amazon.co.jp", "gone").on_top(
        "Authentication-Results", SAW)
    yield "amazon-key-gone-google-saw", order().sign("amazon.co.jp", "gone").seal(
        "google.com", "mx.google.com; dkim=pass header.d=amazon.co.jp header.s=gone")
    yield "amazon-unsigned", order()
    yield "amazon-service-only", order().sign("amazonses.com")
    yield "amazon-saved-few-fields", saved()
    yield "amazon-rsa-sha1", order().sign("amazon.co.jp", digest="sha1")
    yield "amazon-part-signed", order().sign("amazon.co.jp", tags=[("l", 100)])
    yield "amazon-subject-unsigned", order().sign(
        "amazon.co.jp", names=[n for n in ALL if n != "Subject"])
    yield "amazon-test-key", order().sign("amazon.co.jp", "testing")
    yield "amazon-expired-at-receipt", order().sign(
        "amazon.co.jp", tags=[("t", SIGNED_AT - 900000), ("x", SIGNED_AT - 800000)])
    yield "amazon-through-list", through_list()
    for name, message in changed_in_transit():
        yield "amazon-" + name, message
    yield "amazon-people-key-gone", people().sign("amazon.com", "gone").below(
        "List-Id", "<code.lists.example.net>")
    yield "amazon-via-group", order(mailbox("'Amazon.co.jp' via Family", "family@lists.example.net")).sign(
        "lists.example.net", key="other").below("List-Id", "<family.lists.example.net>")
    yield "rakuten-click-mailer", plain(
        mailbox("楽天カード", "info@ad02clickmailer.jp"), "今月のお知らせ",
        "ログインはこちら\nhttps://www.rakuten-card.co.jp/e-navi/\n").sign("ad02clickmailer.jp", key="other")
    yield "jcb-unlisted-domain", plain(
        mailbox("JCBカード", "news@jcb-mailing.example"), "会員の皆様へ",
        "ログインはこちら\nhttps://www.jcb.co.jp/login\n").sign("jcb-mailing.example", key="other")


def saved():
    """Only what a web mail shows."""
    m = order()
    m.above = []
    m.fields = [f for f in m.fields if f[0] in ("From", "Subject", "Date", "MIME-Version", "Content-Type")]
    return m


def rewritten(links):
    """A signed order whose link a gateway has rewritten since."""
    m = order().sign("amazon.co.jp")
    home = re.search(rb'href="(https://[^"]*)"', m.body).group(1)
    m.body = m.body.replace(home, links(home.decode()).encode())
    return m


def safe_links(href):
    """As Microsoft's Safe Links writes it."""
    return ("https://jpn01.safelinks.protection.outlook.com/?url=" + urllib.parse.quote(href, safe="")
            + "&amp;data=05%7C02&amp;reserved=0")


def url_defense(href):
    """As Proofpoint's URL Defense writes it, version 2."""
    href = href.replace("-", "-2D").replace("_", "-5F").replace(":", "-3A").replace("/", "_")
    return f"https://urldefense.proofpoint.com/v2/url?u={href}&amp;d=DwMFaQ&amp;c=x"


def changed_in_transit():
    """What servers and mail programs on the way have changed."""
    yield "links-rewritten", rewritten(safe_links)
    yield "links-rewritten-proofpoint", rewritten(url_defense)
    m = order().sign("amazon.co.jp")
    yield "subject-tagged", m.put("Subject", encoded("[SPAM] 注文済み: 「ノート A5」"))
    m = plain(AMAZON, "Amazon.co.jp", "Hello,\nFrom tomorrow it costs more.\n").sign("amazon.co.jp")
    m.body = m.body.replace(b"\nFrom", b"\n>From")
    yield "from-escaped", m
    m = plain(AMAZON, "Amazon.co.jp", "Hello,\n\nyour order was sent.\n").sign("amazon.co.jp")
    m.body = m.body.replace(b"order was", b"order  was\t").replace(b"\n\n", b"\n")
    yield "rebuilt-by-exchange", m.on_top("X-MS-Exchange-Organization-AuthSource", "mbx.example.org")


def through_list():
    """A list put its tag and its footer."""
    m = order().sign("amazon.co.jp")
    m.put("Subject", "[family] " + m.get("Subject"))
    m.body = m.body.replace("合計 2420 JPY".encode(), "合計 2420 JPY\n-- \nfamily mailing list".encode())
    return m.below("List-Id", "<family.lists.example.net>")


# ---------------------------------------------------------------- other people's mail

TARO = mailbox("山田 太郎", "taro@company.example")


def other_people():
    """Nobody here is the brand, nor says so."""
    yield "colleague-names-amazon", plain(
        TARO, "Amazonの注文の件", "Amazon.co.jpで注文しました。\nhttps://www.amazon.co.jp/dp/B000000000\n"
    ).sign("company.example", key="other")
    m = plain(TARO, "Amazonの注文の件", "届きましたか。\n").sign("company.example", key="other")
    m.body += b"-- \nstaff mailing list\nhttps://lists.company.example/login\n"
    yield "colleague-on-list", m.below("List-Id", "<staff.company.example>")
    yield "colleague-reply", plain(
        TARO, "Re: " + SMBC_SUBJECT, "これは本物？\n\n> " + USAGE.replace("\n", "\n> ") + "\n"
    ).sign("company.example", key="other")
    yield "friend-forwards-inline", plain(
        TARO, "Fwd: 注文済み: 「ノート A5」",
        "---------- Forwarded message ---------\nFrom: Amazon.co.jp <auto-confirm@amazon.co.jp>\n\n" + ORDER
    ).sign("company.example", key="other")
    yield "friend-forwards-forged-inline", Message(
        TARO, "Fwd: " + FORGED_SUBJECT, "", "<p>---------- Forwarded message ---------</p>" +
        LURE.format(href=LOGIN, text="サインインして確認する")).sign("company.example", key="other")
    yield "friend-forwards-attached", attached(order().sign("amazon.co.jp"), "注文済み")
    yield "friend-forwards-forged-attached", attached(lure(), FORGED_SUBJECT)
    yield "newsletter-gift-card", Message(
        mailbox("ポイント通信", "news@points.example"), "Amazonギフト券が当たる", "",
        '<p>Amazonギフト券を抽選で。</p><p><a href="https://points.example/login">ログインして応募する</a></p>'
    ).sign("points.example", key="other")
    yield "company-with-close-name", plain(
        mailbox("農機のアマゾーネ", "info@amazone.example"), "カタログのご案内",
        "新しいカタログです。\nhttps://amazone.example/login\n").sign("amazone.example", key="other")


def attached(inner, subject):
    """Another mail inside, whole."""
    m = plain(TARO, "Fwd: " + subject, "")
    m.fields = [f for f in m.fields if not f[0].startswith("Content-")]
    m.fields.append(("Content-Type", 'multipart/mixed; boundary="=_a"'))
    m.body = ("--=_a\nContent-Type: text/plain; charset=utf-8\n\n本物でしょうか\n"
              "--=_a\nContent-Type: message/rfc822\n\n").encode() + inner.write() + b"--=_a--\n"
    return m.sign("company.example", key="other")


# ---------------------------------------------------------------- forged mail


def forged_senders():
    """Who it says it is from."""
    yield "forged-exact-from", lure()
    yield "forged-exact-from-own-signature", lure().sign("evil.example", key="other")
    yield "forged-name-own-signature", lure(mailbox("Amazon", "info@evil.example")).sign(
        "evil.example", key="other")
    yield "forged-name-quiet-link", lure(
        mailbox("Amazon", "info@evil.example"), text="お知らせの全文").sign("evil.example", key="other")
    yield "forged-name-mail-service", lure(mailbox("Amazon", "info@evil.example")).sign(
        "amazonses.com", key="brand")
    yield "forged-name-is-address", lure('"auto-confirm@amazon.co.jp" <info@evil.example>').sign(
        "evil.example", key="other")
    yield "forged-name-invisible", lure(
        mailbox("メ\u2061ルカリ", "info@evil.example"), "【メルカリ】ご確認").sign("evil.example", key="other")
    yield "forged-name-cyrillic", lure(mailbox("\u0410mazon", "info@evil.example")).sign(
        "evil.example", key="other")
    yield "forged-name-backwards", lure(mailbox("\u202enozamA", "info@evil.example")).sign(
        "evil.example", key="other")
    yield "forged-name-letter-by-letter", lure(mailbox("A m a z o n", "info@evil.example")).sign(
        "evil.example", key="other")
    yield "forged-local-part", lure("amazon@evil.example").sign("evil.example", key="other")
    yield "forged-paidy-rakuten", lure(
        mailbox("Paidy", "info@mail.rakuten-card.co.jp"), "ご本人情報のご確認のお願い").sign("mail.rakuten-card.co.jp")
    yield "forged-paidy-rakuten-quiet", plain(
        mailbox("Paidy", "info@mail.rakuten-card.co.jp"), "ご本人情報のご確認のお願い",
        "このメールにご返信ください。\n").sign("mail.rakuten-card.co.jp")
    yield "forged-look-only", usage("info@evil.example", LOGIN).sign("evil.example", key="other")
    yield "forged-amex-exact", Message(
        "americanexpress@welcome.aexp.com", "[AMERICAN EXPRESS] ご請求金額確定のご案内", "",
        f'<p><a href="{LOGIN}">ログインする</a></p>')


def forged_domains():
    """Domains made to be taken for the brand's."""
    for name, sender in (
            ("head-of-another", mailbox("Amazon", "info@amazon.co.jp.account-verify.net")),
            ("vpassard", mailbox("三井住友カード", "info@vpassard.co.jp")),
            ("rakuten-head", mailbox("楽天カード", "info@mail.rakuten-card.co.jp.evil.example")),
            ("jcb-head", mailbox("JCB", "info@my.jcb.co.jp.qvbmk.example")),
            ("hyphens", mailbox("Amazon", "info@amazon-co-jp.evil.example")),
            ("cyrillic", mailbox("Amazon", "info@xn--mazon-3ve.co.jp")),
            ("zero", mailbox("Amazon", "info@amaz0n.co.jp")),
            ("full-width", "Amazon <info@ａｍａｚｏｎ.co.jp>")):
        yield "forged-domain-" + name, lure(sender)
    yield "forged-domain-signed", lure(
        mailbox("Amazon", "info@amazon.co.jp.account-verify.net")).sign("account-verify.net", key="other")


def forged_links():
    """Where it leads."""
    yield "forged-link-text", lure(href="https://evil.example/x", text="https://www.amazon.co.jp/gp/css")
    yield "forged-link-user", lure(href="https://www.amazon.co.jp@evil.example/ap/signin")
    yield "forged-link-hosting", lure(href="https://amazon-jp.s3.amazonaws.com/signin.html")
    yield "forged-link-slash", lure(href="https://www.amazon.co.jp\u2215ap.evil.example/signin")
    yield "forged-link-math-letters", lure(href="https://𝕝𝕠𝕟𝕖𝕨𝕒𝕪.example/signin")
    yield "forged-link-address", lure(href="https://0x7f.1/ap/signin")
    yield "forged-link-rewritten", lure(href=safe_links("https://evil.example/signin"))
    yield "forged-form", Message(
        AMAZON, FORGED_SUBJECT, "", '<form action="https://evil.example/p"><input type="password" name="p">'
        '<input type="submit" value="確認する"></form>')
    m = lure().sign("amazon.co.jp", "none")
    m.put("Content-Type", 'application/octet-stream; name="order.html"')
    yield "forged-page-attached", m
    yield "forged-base", Message(
        AMAZON, FORGED_SUBJECT, "", '<base href="https://evil.example/"><p><a href="/ap/signin">'
        'サインインして確認する</a></p>')


def forged_proofs():
    """Proofs that prove nothing."""
    m = order().sign("amazon.co.jp")
    yield "forged-replay-subject", m.put("Subject", encoded("注文がキャンセルされました"))
    yield "forged-replay-date", order().sign("amazon.co.jp").on_top("Date", "Sun, 15 Nov 2026 10:00:00 +0900")
    m = order().sign("amazon.co.jp")
    m.body = m.body.replace(b"2420", b"9999")
    yield "forged-replay-body", m
    yield "forged-replay-appended", appended()
    m = lure().sign("amazon.co.jp", "t1", key="brand")
    m.fields = [(n, v if n != "DKIM-Signature" else v.replace("v=1;", "v=1; d=evil.example;"))
                for n, v in m.fields]
    yield "forged-duplicate-tag", m
    yield "forged-signer-like-brand", lure().sign("amazon.co.jp.evil.example", key="other")
    yield "forged-two-from-lure", lure(mailbox("Amazon", "info@evil.example")).below("From", AMAZON).sign(
        "amazon.co.jp", names=ALL)
    yield "forged-two-from-quiet", order().sign("amazon.co.jp").below("From", "Amazon <info@evil.example>")
    yield "forged-results-below-border", lure().below("Authentication-Results", SAW)
    yield "forged-results-key-gone", order().sign("amazon.co.jp", "gone").below(
        "Authentication-Results", SAW)
    yield "forged-witness-of-another", order().sign("amazon.co.jp", "gone", key="other").sign(
        "amazon.co.jp", tags=[("l", 0)]).on_top("Authentication-Results", SAW.replace("gone", "t1"))
    m = order().sign("amazon.co.jp", "gone")
    m.above.pop()
    yield "forged-results-right-below", m.below("Authentication-Results", SAW)
    yield "forged-results-other-server", order().sign("amazon.co.jp", "gone").on_top(
        "Authentication-Results", SAW.replace("mx.example.org", "mx.evil.example"))
    m = order().sign("amazon.co.jp", "gone")
    m.body = m.body.replace(b"2420", b"9999")
    yield "forged-body-after-witness", m.on_top("Authentication-Results", SAW)
    yield "forged-chain", order().sign("amazon.co.jp", "gone").seal(
        "evil.example", "mx.google.com; dkim=pass header.d=amazon.co.jp")
    yield "forged-chain-below-trusted", order().sign("amazon.co.jp", "gone").seal(
        "evil.example", "mx.google.com; dkim=pass header.d=amazon.co.jp").seal(
            "google.com", "mx.google.com; dkim=fail header.d=amazon.co.jp; arc=pass", 2)
    yield "forged-chain-above-trusted", order().sign("amazon.co.jp", "gone").seal(
        "google.com", "mx.google.com; dkim=pass header.d=amazon.co.jp").seal(
            "evil.example", "evil.example; arc=pass", 2)
    yield "forged-dmarc-pass", lure(mailbox("Amazon", "info@evil.example")).sign(
        "evil.example", key="other").on_top(
            "Authentication-Results", "mx.example.org;\n\tdmarc=pass header.from=evil.example;\n"
            "\tdkim=pass header.d=evil.example")


def appended():
    """A signature with l= and a lure behind what it covers."""
    m = Message(AMAZON, "注文済み: 「ノート A5」", "", "")
    m.fields = [f for f in m.fields if f[0] != "Content-Transfer-Encoding"]
    m.put("Content-Type", "text/html; charset=utf-8")
    m.body = ORDER_HTML.format(more="").encode()
    m.sign("amazon.co.jp", tags=[("l", len(relaxed_body(m.body)))])
    m.body += LURE.format(href=LOGIN, text="サインインして確認する").encode()
    return m


def raw():
    """Mail as bytes."""
    m = order().sign("amazon.co.jp")
    yield "malformed-line", m.write().replace(b"\nTo: ", b"\nthis line is no field\nTo: ", 1)
    yield "amazon-saved-text-only", ORDER.encode()


# ---------------------------------------------------------------- S/MIME


CA = """[ca]
default_ca = test
[test]
database = {scratch}/index
new_certs_dir = {scratch}
rand_serial = yes
default_md = sha256
policy = policy
x509_extensions = ext
[policy]
organizationName = supplied
commonName = supplied
[ext]
{extensions}
"""
PERSON = "subjectAltName = email:{}\nextendedKeyUsage = emailProtection\nkeyUsage = digitalSignature"
ROOT = "basicConstraints = critical, CA:TRUE\nkeyUsage = keyCertSign"


def certify(name, key, extensions, issuer=None):
    """keys/NAME.crt, made where it is not there yet; the issuer's name, or by itself."""
    cert = os.path.join(KEYS, name + ".crt")
    if os.path.exists(cert):
        return cert
    with tempfile.TemporaryDirectory() as scratch:
        request, config = os.path.join(scratch, "request"), os.path.join(scratch, "config")
        with open(config, "w", encoding="ascii") as f:
            f.write(CA.format(scratch=scratch, extensions=extensions))
        open(os.path.join(scratch, "index"), "w", encoding="ascii").close()
        openssl("req", "-new", "-key", os.path.join(KEYS, key + ".pem"), "-subj", f"/O=Test/CN={name}",
                "-out", request)
        by = ["-cert", os.path.join(KEYS, issuer + ".crt")] if issuer else ["-selfsign"]
        openssl("ca", "-config", config, "-batch", "-notext", "-startdate", "20260101000000Z",
                "-enddate", "21251231000000Z", "-keyfile", os.path.join(KEYS, (issuer or key) + ".pem"),
                *by, "-in", request, "-out", cert)
    return cert


def smime(cert, lead="https://direct.bk.mufg.jp/login", subject=None):
    """A signed notice of the bank; its subject signed with it (RFC 9788) or not."""
    head = f"Subject: {encoded(subject)}\nContent-Type: text/plain; hp=clear; charset=utf-8\n" if subject else \
        "Content-Type: text/plain; charset=utf-8\n"
    inner = (head + "Content-Transfer-Encoding: 8bit\n\n"
             f"お取引のお知らせ\nログインはこちら\n{lead}\n").encode()
    signed = openssl("cms", "-sign", "-noattr", "-signer", cert, "-inkey",
                     os.path.join(KEYS, "smime.pem"), data=inner).replace(b"\r\n", b"\n")
    signed = re.sub(rb"----[0-9A-F]{32}", b"----0123456789ABCDEF0123456789ABCDEF", signed)
    m = Message(mailbox("三菱UFJ銀行", "mail@direct-11.bk.mufg.jp"), subject or "お取引のお知らせ", "")
    m.fields = [f for f in m.fields if not f[0].startswith(("Content-", "MIME-"))]
    head = "".join(f"{n}: {v}\n" for n, v in m.above + m.fields).encode()
    return head + signed


def signed_by_certificate():
    """S/MIME that fits, that does not, and of nobody known."""
    certify("root", "root", ROOT)
    bank = PERSON.format("mail@direct-11.bk.mufg.jp")
    good = smime(certify("bank", "smime", bank, "root"))
    yield "mufg-smime", good
    yield "forged-smime-changed", good.replace("お取引のお知らせ\nログイン".encode(),
                                               "お取引停止のお知らせ\nログイン".encode())
    yield "forged-smime-self-signed", smime(certify("self", "smime", bank), LOGIN)
    yield "forged-smime-other-owner", smime(
        certify("evil", "smime", PERSON.format("info@evil.example"), "root"), LOGIN)
    yield "forged-smime-other-owner-quiet", smime(
        certify("evil", "smime", PERSON.format("info@evil.example"), "root"))


# ---------------------------------------------------------------- the whole

SIGNERS = {"brand": ["amazon.co.jp", "amazon.com", "amazonses.com", "vpass.ne.jp", "rakuten-card.co.jp",
                     "mail.rakuten-card.co.jp", "qa.jcb.co.jp"],
           "other": ["evil.example", "company.example", "lists.example.net", "points.example",
                     "amazone.example", "ad02clickmailer.jp", "jcb-mailing.example",
                     "account-verify.net", "amazon.co.jp.evil.example", "google.com"]}


def write_dns(path):
    """The keys of all signers; gone._domainkey.amazon.co.jp is in nobody's zone any more."""
    with open(path, "w", encoding="ascii") as f:
        for key, domains in SIGNERS.items():
            for domain in domains:
                f.write(f"t1._domainkey.{domain} v=DKIM1; k=rsa; p={public_key(key)}\n")
        f.write(f"testing._domainkey.amazon.co.jp v=DKIM1; t=y; k=rsa; p={public_key('brand')}\n")


def main():
    import strangers    # which is made of what stands here  pylint: disable=import-outside-toplevel
    folder = sys.argv[1] if len(sys.argv) > 1 else HERE
    out = os.path.join(folder, "messages")
    os.makedirs(out, exist_ok=True)
    write_dns(os.path.join(folder, "dns.txt"))
    made = [m for part in (genuine, without_proof, other_people, forged_senders, forged_domains,
                           forged_links, forged_proofs, raw, signed_by_certificate, strangers.all_messages)
            for m in part()]
    for name, message in made:
        with open(os.path.join(out, name + ".eml"), "wb") as f:
            f.write(message if isinstance(message, bytes) else message.write())
    print(f"{len(made)} messages")


if __name__ == "__main__":
    sys.modules["make_messages"] = sys.modules["__main__"]
    main()
