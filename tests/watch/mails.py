"""Mails for the tests of watch: made-up, signed with the test keys of tests/mail."""

import importlib.util
import os

HERE = os.path.dirname(os.path.abspath(__file__))
MAIL = os.path.join(HERE, "..", "mail")
_spec = importlib.util.spec_from_file_location("make_messages", os.path.join(MAIL, "make_messages.py"))
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)

DNS = os.path.join(MAIL, "dns.txt")

ORDER = """見本 花子 様

Amazon.co.jpをご利用いただき、ありがとうございます。

注文番号: {order}
* ノート A5
  数量: 1
  {amount} JPY

合計 {amount} JPY

注文内容はこちらで確認できます。
https://www.amazon.co.jp/your-orders/{order}
"""

USAGE = """◇利用日：{day} 16:22
◇利用先：{shop}
◇利用取引：買物
◇利用金額：{amount:,} 円

承認照会に基づく通知であり、ご請求を確定するものではございません。
"""


def order_id(n):
    return f"250-{n // 10**7:07d}-{n % 10**7:07d}"


def order(n, amount=2420, subject="注文済み: 「ノート A5」"):
    """A genuine order mail with the order number of n."""
    message = make.Message(make.AMAZON, subject, ORDER.format(order=order_id(n), amount=amount))
    return message.put("Message-ID", f"<order-{n}@example.net>").sign("amazon.co.jp").write()


def dispatch(n):
    message = make.Message(make.AMAZON, "発送済み: 「ノート A5」",
                           ORDER.format(order=order_id(n), amount=2420).replace(
                               "ご利用いただき、ありがとうございます。", "ご注文の商品を発送いたしました。"))
    return message.put("Message-ID", f"<dispatch-{n}@example.net>").sign("amazon.co.jp").write()


def usage(n, amount, shop="見本書店", day="2026/08/14"):
    """A genuine notice of a card's use."""
    message = make.Message(make.mailbox("三井住友カード", "statement@vpass.ne.jp"), make.SMBC_SUBJECT,
                           USAGE.format(day=day, shop=shop, amount=amount))
    return message.put("Message-ID", f"<usage-{n}@example.net>").sign("vpass.ne.jp").write()


def forged(n):
    """A mail that says to be Amazon's and leads elsewhere."""
    message = make.lure()
    return message.put("Message-ID", f"<forged-{n}@example.net>").write()


JUNK = "From: Shop {n} <news{n}@shop{n}.example>\nTo: hanako@example.org\nSubject: Sale {n}\n" \
       "Message-ID: <junk-{n}@shop.example>\nDate: Sat, 15 Aug 2026 10:00:00 +0900\n\n" \
       "Buy now: https://shop{n}.example/\n{filler}\n"


def junk(n, filler=""):
    """Advertising of nobody who matters."""
    return JUNK.format(n=n, filler=filler).encode()


def subject_mail(n, subject):
    """A mail whose subject is what counts (an answer)."""
    return (f"From: hanako@example.org\nTo: hanako@example.org\nSubject: {subject}\n"
            f"Message-ID: <subject-{n}@example.org>\nDate: Sat, 15 Aug 2026 10:00:00 +0900\n\n").encode()


QUOTE = "\n\n2026年8月15日(土) 10:00 <watch@example.org>:\n\n"


def reply(notice, text, sender="hanako@example.org", charset="utf-8", html=False, keeps=("fields", "quote"), more=""):
    """A person's reply to the notice (email.message.Message): text on top, the notice quoted below. keeps: what of the
    thread the mail program leaves in it."""
    quoted = "".join(f"> {line}\n" for line in notice.get_content().splitlines())
    body = text + (QUOTE + quoted if "quote" in keeps else "")
    if html:
        body = "<html><body>" + "".join(f"<div>{line.replace('>', '&gt;')}</div>" for line in body.split("\n")) + "</body></html>"
    body = body.encode(charset, "replace")
    reply.count += 1
    fields = f"In-Reply-To: {notice['Message-ID']}\nReferences: {notice['Message-ID']}\n" if "fields" in keeps else ""
    return (f"From: {sender}\nTo: hanako@example.org\nSubject: Re: notice\n{fields}{more}"
            f"Message-ID: <reply-{reply.count}@example.org>\nDate: Sat, 15 Aug 2026 10:05:00 +0900\nMIME-Version: 1.0\n"
            f"Content-Type: text/{'html' if html else 'plain'}; charset={charset}\n\n").encode() + body


reply.count = 0
