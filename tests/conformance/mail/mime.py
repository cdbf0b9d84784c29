#!/usr/bin/python3
"""Made-up messages of all sorts are read by mioboe and by GMime: both must say the same.

    MAIL_GMIME=program mime.py        TAP: one case for each sort of message

The messages are well-formed and in letters that the C library's iconv knows too; what GMime cannot
read (half-width kana in ISO-2022-JP, wrong labels) is in src/mail/*_test.c.
"""

import base64
import os
import quopri
import random
import subprocess
import sys

PROGRAM = os.environ["MAIL_GMIME"]
EACH = 12
WORDS = ["ご利用のお知らせ", "Amazon.co.jp", "確認", "order 250-1", "アマゾン", "café", "（株）", "x", "_=?"]
LETTERS = {"utf-8": "utf-8", "iso-2022-jp": "iso-2022-jp", "shift_jis": "cp932", "euc-jp": "euc-jp",
           "us-ascii": "ascii", "iso-8859-1": "latin-1"}


def fit(text, charset):
    return text.encode(LETTERS[charset], "ignore")


def encoded_word(text, charset, letter):
    raw = fit(text, charset)
    raw += b"." * (-len(raw) % 3)           # GMime loses what follows a padded word
    if letter == "B":
        return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="
    return f"=?{charset}?Q?{''.join(f'={byte:02X}' for byte in raw)}?="


def manner(dice):
    """Charset and transfer encoding of a field."""
    return dice.choice(["utf-8", "iso-2022-jp"]), dice.choice("BQ")


def subject(dice):
    how = manner(dice)
    return "\n ".join(encoded_word(dice.choice(WORDS), *how) if dice.random() < 0.7 else "plain text"
                      for _ in range(dice.randint(1, 4)))


def mailbox(dice):
    address = dice.choice(["a@b.example", "x.y@mail.example", "no-reply+1@c.example"])
    name = dice.choice(["", '"Amazon, Inc."', "Amazon co jp", '"auto@amazon.co.jp"', "WORD"])
    name = encoded_word(dice.choice(WORDS), *manner(dice)) if name == "WORD" else name
    return f"{name} <{address}>" if name else address


def date(dice):
    return dice.choice(["Sat, 15 Aug 2026 01:02:03 +0900", "15 Aug 2026 01:02:03 -0530",
                        "Sat, 15 Aug 2026 01:02:03 GMT", "Sat, 15 Aug 2026 01:02:03 +0900 (JST)",
                        "Sat, 15 Aug 26 01:02:03 +0000"])


def leaf(dice):
    kind = dice.choice(["text/plain", "text/html", "text/plain", "application/pdf"])
    charset = dice.choice(list(LETTERS))
    text = "".join(dice.choice(WORDS) + dice.choice([" ", "\n", "\n\n", "\n-- \n"])
                   for _ in range(dice.randint(1, 30)))
    body = fit(text, charset) + b"\n"
    transfer = dice.choice(["base64", "quoted-printable", "8bit"])
    head = [f"Content-Type: {kind}; charset=\"{charset}\"", f"Content-Transfer-Encoding: {transfer}"]
    if kind.startswith("application"):
        head.append("Content-Disposition: attachment; filename*=utf-8''%E8%AB%8B%E6%B1%82.pdf")
    if transfer == "base64":
        body = base64.encodebytes(body)
    elif transfer == "quoted-printable":
        body = quopri.encodestring(body)
    return "\n".join(head).encode() + b"\n\n" + body


def part(dice, depth):
    sort = dice.random()
    if depth > 3 or sort < 0.5:
        return leaf(dice)
    if sort < 0.6:
        return b"Content-Type: message/rfc822\n\n" + message(dice, depth + 1)
    boundary = f"=_{depth}_{dice.randint(0, 9)}" + dice.choice(["", "x" * 40])
    kind = dice.choice(["mixed", "alternative", "related"])
    pieces = [f'Content-Type: multipart/{kind};\n boundary="{boundary}"\n\npreamble\n'.encode()]
    for _ in range(dice.randint(1, 4)):
        pieces.append(f"--{boundary}\n".encode() + part(dice, depth + 1) + b"\n")
    pieces.append(f"--{boundary}--\n".encode())
    return b"".join(pieces)


def message(dice, depth=0):
    head = [f"From: {', '.join(mailbox(dice) for _ in range(dice.choice([1, 1, 1, 2])))}",
            f"Subject: {subject(dice)}", f"Date: {date(dice)}", "MIME-Version: 1.0"]
    return "\n".join(head).encode() + b"\n" + part(dice, depth)


def reading(whose, raw):
    done = subprocess.run([PROGRAM, whose], input=raw, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode("utf-8", "replace").split("\n")


def main():
    cases = [(seed, ends) for seed in range(25) for ends in ("\n", "\r\n")]
    print(f"1..{len(cases)}")
    failed = 0
    for number, (seed, ends) in enumerate(cases, 1):
        dice = random.Random(seed)
        wrong = []
        for _ in range(EACH):
            raw = message(dice).replace(b"\n", ends.encode())
            wrong += [(raw, ours, theirs) for ours, theirs in
                      zip(reading("mioboe", raw) + [""], reading("gmime", raw) + [""]) if ours != theirs]
        name = f"seed {seed}, {'CRLF' if ends != chr(10) else 'LF'}: {EACH} messages read alike"
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
        for raw, ours, theirs in wrong[:2]:
            print(f"# mioboe: {ours[:300]}\n# GMime:  {theirs[:300]}")
            if os.environ.get("KEEP"):
                with open(os.environ["KEEP"], "wb") as file:
                    file.write(raw)
        failed += bool(wrong)
    sys.exit(failed > 0)


main()
