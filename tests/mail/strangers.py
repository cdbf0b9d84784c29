"""More messages for make_messages.py: written by somebody who had not seen the others, to find what they miss.

Hostile ones change what a signature leaves open, or dress up; honest ones come in odd forms.
"""

import base64
import quopri
from email.header import Header

import make_messages as m

EVIL = "info@evil.example"
NO_TYPE = [name for name in m.ALL if name != "Content-Type"]
ENGLISH = ("Hello,\n\nthank you for your order with Amazon.\n\nOrder number: 250-1234567-1234567\n"
           "Total: 2420 JPY\n\nhttps://www.amazon.co.jp/your-orders/\n")


def note(text=m.ORDER, subject="注文済み: 「ノート A5」", sender=m.AMAZON, **more):
    """A text mail of Amazon's, not signed yet."""
    return m.plain(sender, subject, text, **more)


def encoded_body(mail, encoding):
    """The same with its body in a Content-Transfer-Encoding."""
    mail.put("Content-Transfer-Encoding", encoding)
    mail.body = base64.encodebytes(mail.body) if encoding == "base64" else quopri.encodestring(mail.body)
    return mail


# ---------------------------------------------------------------- hostile: what signatures leave open


def open_forms():
    """How the body is read, exchanged under the signature."""
    page = note(ENGLISH + "Gift note: <b>call 0120-000-000</b>\n").sign("amazon.co.jp", names=NO_TYPE)
    yield "type", page.put("Content-Type", "text/html; charset=utf-8")
    yield "charset", note().sign("amazon.co.jp", names=NO_TYPE).put("Content-Type", "text/plain; charset=utf-7")
    mail = m.order().sign("amazon.co.jp", names=NO_TYPE)
    yield "boundary", mail.put("Content-Type", 'multipart/alternative; boundary="=_b--"')
    yield "flowed", note().sign("amazon.co.jp", names=NO_TYPE).put(
        "Content-Type", "text/plain; charset=utf-8; format=flowed; delsp=yes")
    yield "encoding", note(m.ORDER + "名前: =0A=0A=E9=9B=BB=E8=A9=B1\n").sign("amazon.co.jp").put(
        "Content-Transfer-Encoding", "quoted-printable")
    yield "encoding-base64", note(ENGLISH).sign("amazon.co.jp").put("Content-Transfer-Encoding", "base64")
    yield "second-type", note().sign("amazon.co.jp").below("Content-Type", "text/html; charset=utf-8")
    yield "reply-to", note().sign("amazon.co.jp").below("Reply-To", "amazon.co.jp <" + EVIL + ">")
    yield "second-subject", note().sign("amazon.co.jp").below("Subject", "Call 0120-000-000 now")
    yield "second-from", note().sign("amazon.co.jp").on_top("From", m.mailbox("Amazon.co.jp", EVIL))
    yield "second-from-small", note().sign("amazon.co.jp").on_top("from ", m.mailbox("Amazon.co.jp", EVIL))


def open_replays():
    """True mail, changed and dressed as if something on the way had done it."""
    mail = note().sign("amazon.co.jp")
    mail.body = mail.body.replace(b"2420", b"9999")
    yield "as-list", mail.below("List-Id", "<family.lists.example.net>")
    mail = note().sign("amazon.co.jp")
    mail.body = "[EXTERNAL] この外部メールにご注意ください\n\n".encode() + mail.body.replace(b"2420", b"9999")
    yield "as-banner", mail
    mail = note().sign("amazon.co.jp")
    mail.body = ("[EXTERNAL] お手続きはこちら https://evil.example/login\n\n").encode() + mail.body
    yield "banner-lure", mail
    mail = note().sign("amazon.co.jp", tags=[("x", m.SIGNED_AT - 86400), ("t", m.SIGNED_AT - 90000)])
    yield "expired", mail.put("Date", "Sun, 15 Nov 2026 10:00:00 +0900")
    mail = note().sign("amazon.co.jp")
    mail.body = mail.body.replace("合計 2420".encode(), "合計 12420".encode())
    yield "amount-inserted", mail
    yield "domain-dot", m.lure().sign("amazon.co.jp.", key="other")
    yield "domain-above", m.lure().sign("co.jp", key="other")


def open_certificates():
    """S/MIME covers the text and no subject."""
    cert = m.certify("bank", "smime", m.PERSON.format("mail@direct-11.bk.mufg.jp"), "root")
    for name, subject in (("asks", "【重要】ログインして本人確認をしてください"),
                          ("telephone", "三菱UFJ銀行 至急 0120-000-0000 まで")):
        yield "smime-subject-" + name, m.smime(cert).replace(
            b"Subject: " + m.encoded("お取引のお知らせ").encode(), b"Subject: " + m.encoded(subject).encode())
    yield "smime-protected-exchanged", m.smime(cert, subject="口座開設のお知らせ").replace(
        b"Subject: " + m.encoded("口座開設のお知らせ").encode(), b"Subject: " + m.encoded("お取引のお知らせ").encode(), 1)


# ---------------------------------------------------------------- hostile: names and domains

NAMES = (
    ("group", f"Amazon.co.jp: {EVIL};"),
    ("group-encoded", f"{m.encoded('アマゾン')}: {EVIL};"),
    ("comment", f"{EVIL} (Amazon.co.jp)"),
    ("katakana-half", m.mailbox("ｱﾏｿﾞﾝ", EVIL)),
    ("greek", m.mailbox("Αmazon", EVIL)),
    ("full-width", m.mailbox("Ａｍａｚｏｎ", EVIL)),
    ("split-words", f"=?utf-8?B?QW1h?= =?utf-8?B?em9u?= <{EVIL}>"),
    ("quoted-dots", f'"A.m.a.z.o.n" <{EVIL}>'),
    ("url", f'"https://www.amazon.co.jp/" <{EVIL}>'),
    ("encoded-address", f"=?utf-8?Q?auto-confirm@amazon.co.jp?= <{EVIL}>"),
    ("local-domain", "amazon.co.jp@evil.example"),
    ("local-quoted", '"info@amazon.co.jp"@evil.example'),
    ("two-ats", "<info@amazon.co.jp@evil.example>"),
    ("official", m.mailbox("【公式】Amazonカスタマーサービス", EVIL)),
    ("notice-first", m.mailbox("重要なお知らせ Amazon.co.jp", EVIL)),
    ("blanks-first", m.mailbox("\u3000\u200b Amazon", EVIL)),
    ("bold-letters", m.mailbox("𝐀𝐦𝐚𝐳𝐨𝐧", EVIL)),
)

DOMAINS = (
    ("rn", "amazon", "arnazon.co.jp"),
    ("cyrillic-o", "amazon", "xn--amazn-mye.com"),
    ("word-behind", "amazon", "amazon-co-jp-login.example"),
    ("other-ending", "楽天カード", "rakuten-card-co.jp"),
    ("no-dots", "三井住友カード", "smbccard-com.example"),
    ("brand-as-host", "三菱UFJ銀行", "direct-11.bk.mufg.jp.example"),
    ("hyphen-for-dot", "JCB", "qa-jcb-co.jp"),
    ("doubled", "amazon", "ammazon.co.jp"),
    ("swapped", "amazon", "amzaon.co.jp"),
)

HOSTS = (
    ("backslash", "https:\\\\evil.example\\ap\\signin"),
    ("no-scheme", "//evil.example/ap/signin"),
    ("one-slash", "https:/evil.example/ap"),
    ("control", "https://www.amazon.co.jp\t.evil.example/ap"),
    ("at-encoded", "https://www.amazon.co.jp%2f@evil.example/"),
    ("dot-ideographic", "https://www.amazon.co.jp。evil.example/"),
    ("question", "https://evil.example?https://www.amazon.co.jp/"),
    ("data", "data:text/html,<form action=https://evil.example/><input type=password>"),
    ("port", "https://evil.example:443/www.amazon.co.jp/"),
)


def dressed():
    """Names, domains and hosts, all with a lure."""
    for name, sender in NAMES:
        yield "name-" + name, m.lure(sender).sign("evil.example", key="other")
    for name, brand, domain in DOMAINS:
        yield "host-" + name, m.lure(m.mailbox(brand.replace("amazon", "Amazon"), "info@" + domain))
    for name, href in HOSTS:
        yield "link-" + name, m.lure(href=href.replace("<", "&lt;"))


def odd_letters():
    """Charsets that lie, parts that are shown all the same."""
    mail = note("お客様のアカウントは停止されました。\nhttps://evil.example/login\n", "重要", m.AMAZON)
    mail.body = mail.body.decode().encode("shift_jis")
    yield "charset-lies", mail
    mail = m.lure().put("Subject", str(Header("Amazonアカウント", "iso-2022-jp").encode()))
    yield "charset-mixed", mail
    yield "calendar", note("BEGIN:VCALENDAR\nDESCRIPTION:ログイン https://evil.example/login\nEND:VCALENDAR\n").put(
        "Content-Type", "text/calendar; charset=utf-8")
    yield "svg", m.Message(m.AMAZON, m.FORGED_SUBJECT, "", '<svg><a xlink:href="https://evil.example/"><text>'
                           "ログイン</text></a></svg>")
    yield "map", m.Message(m.AMAZON, m.FORGED_SUBJECT, "", '<img usemap="#x" src="https://www.amazon.co.jp/a.png">'
                           '<map name=x><area href="https://evil.example/" alt="サインイン"></map>')
    yield "refresh", m.Message(m.AMAZON, m.FORGED_SUBJECT, "", '<meta http-equiv="refresh" content="0;'
                               "url='https://evil.example/'\">")
    yield "comment-page", m.Message(m.AMAZON, m.FORGED_SUBJECT, "", "<!--[if mso]>" + m.LURE.format(
        href=m.LOGIN, text="サインイン") + "<![endif]-->")


def hostile():
    for part in (open_forms, open_replays, open_certificates, dressed, odd_letters):
        for name, mail in part():
            yield "hostile-" + name, mail


# ---------------------------------------------------------------- honest mail in odd forms


def honest():
    yield "encoding-unsigned", encoded_body(note(), "base64").sign("amazon.co.jp")
    yield "quoted-unsigned", encoded_body(note(), "quoted-printable").sign("amazon.co.jp")
    yield "type-unsigned-plain", note(ENGLISH).sign("amazon.co.jp", names=NO_TYPE)
    mail = note(ENGLISH).sign("amazon.co.jp", names=["From", "Subject", "Date"])
    mail.fields = [f for f in mail.fields if not f[0].startswith(("Content-", "MIME-"))]
    yield "no-mime-at-all", mail
    yield "version-unsigned", note().sign("amazon.co.jp", names=[n for n in m.ALL if n != "MIME-Version"])
    yield "oversigned", note().sign("amazon.co.jp", names=m.ALL + ["From", "Subject", "Content-Type", "Reply-To"])
    yield "reply-to-home", note().sign("amazon.co.jp").below("Reply-To", "no-reply@amazon.co.jp")
    yield "reply-to-signed", note().below("Reply-To", "seller-1@marketplace.example").sign(
        "amazon.co.jp", names=m.ALL + ["Reply-To"])
    yield "two-signatures-one-fails", two_signatures()
    yield "no-date", without(note(), "Date").sign("amazon.co.jp")
    yield "name-unencoded", raw_name()
    yield "shift-jis", note(charset="shift_jis").sign("amazon.co.jp")
    yield "group-of-people", m.plain("家族: taro@company.example;", "写真", "写真を送ります。\n")
    yield "external-tag", banner("[EXTERNAL] This message came from outside of your organization.\n\n")
    yield "external-tag-japanese", banner("【社外メール】このメールは組織外から送信されました。\n--\n")
    yield "external-footer", banner("", "\n-- \nThis email was scanned for viruses.\n")
    yield "external-html", banner_in_page()
    yield "list-reply-to", m.people().sign("amazon.com").below("List-Id", "<code.lists.example.net>").below(
        "Reply-To", "code@lists.example.net")
    yield "smime-subject-plain", m.smime(m.certify("bank", "smime", m.PERSON.format("mail@direct-11.bk.mufg.jp"), "root")).replace(
        b"Subject: " + m.encoded("お取引のお知らせ").encode(), b"Subject: " + m.encoded("三菱UFJ銀行からのお知らせ").encode())
    yield "smime-protected", m.smime(m.certify("bank", "smime", m.PERSON.format("mail@direct-11.bk.mufg.jp"), "root"),
                                     subject="ログインのお知らせ")
    yield "friend-in-group", m.plain("Friends: Jane <jane@company.example>;", "Amazon", "Did you order at Amazon?\n").sign(
        "company.example", key="other")
    yield "company-amazon-behind", m.plain(m.mailbox("見本商店 Amazon店", "shop@company.example"), "発送のお知らせ",
                                           "発送しました。\nhttps://company.example/login\n").sign("company.example", key="other")


def told():
    """What stands beside charges in `mioboe explain`."""
    yield "smbc-declined", m.plain(
        "statement@vpass.ne.jp", "カードをご利用できませんでした【三井住友カード】",
        "◇利用日：2026/08/15 20:16\n◇利用先：ＡＭＡＺＯＮ．ＣＯ．ＪＰ\n◇利用取引：買物\n◇利用金額：2,420 円\n",
        charset="iso-2022-jp").sign("vpass.ne.jp")
    yield "amazon-sign-in", m.plain(
        m.mailbox("Amazon.co.jp", "account-update@amazon.co.jp"), "amazon.co.jp: サインイン",
        SIGN_IN).sign("amazon.co.jp")


SIGN_IN = """お客様のアカウントへのサインインが検出されました。

日時: 2026年08月15日 21:05 日本標準時
デバイス: Google Chrome Windows（デスクトップ）
場所付近: Osaka, Japan
"""


def two_signatures():
    """An old signature broken by the relay, a new one that holds."""
    mail = note().sign("amazon.com")
    mail.fields = [(n, v.replace("b=", "b=AA") if n == "DKIM-Signature" else v) for n, v in mail.fields]
    return mail.sign("amazon.co.jp")


def without(mail, name):
    mail.fields = [f for f in mail.fields if f[0] != name]
    return mail


def raw_name():
    """A display name in UTF-8 as it is."""
    return note(sender="Amazon.co.jp カスタマーサービス <auto-confirm@amazon.co.jp>").sign("amazon.co.jp")


def banner(above, below=""):
    """A gateway wrote into the text; all else is as it was signed."""
    mail = note().sign("amazon.co.jp")
    mail.body = above.encode() + mail.body + below.encode()
    return mail


def banner_in_page():
    """The same in both parts."""
    mail = m.order().sign("amazon.co.jp")
    mail.body = mail.body.replace("見本 花子 様\n\n".encode(), "[EXTERNAL] 社外からのメールです。\n\n見本 花子 様\n\n".encode(), 1)
    mail.body = mail.body.replace(b"<p>", "<div style=\"background:#ff0\">[EXTERNAL] 社外からのメールです。</div><p>".encode(), 1)
    return mail


def all_messages():
    yield from hostile()
    for part in (honest, told):
        for name, mail in part():
            yield "honest-" + name, mail
