"""A case: what lies in the files, and what the report must say of it. README.md tells the form."""

import datetime
import re
import shlex

SECTIONS = ("card", "orders", "digital", "refunds", "filter", "azad", "typed", "raw", "decisions",
            "report")
VERDICTS = ("explained", "probable", "ambiguous", "unexplained", "out_of_scope")
# Options of a row and how many words follow them.
OPTIONS = {
    "card": {"on": 1, "part": 2, "usd": 2, "pending": 0, "times": 1, "posted": 1},
    "orders": {"pay": 1, "status": 1, "qty": 1, "repeat": 0, "sns": 0, "message": 1, "title": 1,
               "asin": 1, "times": 1, "postage": 1, "discount": 1, "usd": 0},
    "digital": {"title": 1, "prime": 0, "pay": 1, "status": 1},
    "refunds": {"gift": 0, "status": 1, "times": 1, "usd": 0},
    "filter": {"total": 1, "billed": 1, "points": 1, "charge": 2, "shipped": 1, "pay": 1, "item": 1},
    "azad": {"card": 1, "vendor": 1},
}


class CaseError(Exception):
    """The case file itself is wrong."""


class Section:
    """One file of the case."""

    def __init__(self, kind, words, line):
        self.kind, self.line, self.rows = kind, line, []
        self.name = words.pop(0) if words else DEFAULT_NAMES.get(kind, "-")
        self.account = take(words, "account")
        self.era = int(take(words, "era") or 3)
        self.added = "added" in words
        self.words = [w for w in words if w != "added"]


DEFAULT_NAMES = {"orders": "Order History.csv", "digital": "Digital Content Orders.csv",
                 "refunds": "Refund Details.csv", "filter": "filter.csv",
                 "azad": "transactions.csv", "typed": "-", "decisions": "decisions.txt"}


def take(words, name):
    """The word behind ${name}, taken out of ${words}; None where it is not there."""
    if name not in words:
        return None
    at = words.index(name)
    value = words[at + 1]
    del words[at:at + 2]
    return value


class Row:
    """A row of a section: its words, its options, and what is expected of it."""

    def __init__(self, words, options, expect, line):
        self.words, self.options, self.expect, self.line = words, options, expect, line

    def get(self, name, default=None):
        """The (last) value of an option."""
        return self.options[name][-1] if name in self.options else default


class Case:
    """A case file, read."""

    def __init__(self, path):
        self.about = {"as-of": "2026-11-22"}
        self.sections, self.title, self.lines = [], None, []
        with open(path, encoding="utf-8") as stream:
            for number, text in enumerate(stream, 1):
                try:
                    self.add(text.rstrip("\n"), number)
                except (ValueError, IndexError) as error:
                    raise CaseError(f"{path}:{number}: {error}") from error
        self.as_of = datetime.date.fromisoformat(self.about["as-of"])
        self.year = int(self.about.get("year", self.as_of.year))

    def add(self, text, number):
        """One line of the file."""
        if text.startswith("# ") and not self.title:
            self.title = text[2:]
        if not text.strip() or text.startswith("#"):
            return
        field = re.fullmatch(r"(as-of|known|within|year|lines): *(.*)", text)
        if field:
            self.about[field[1]] = field[2]
        elif text[0] not in " \t":
            words = shlex.split(text)
            if words[0] not in SECTIONS:
                raise ValueError(f"no section is called {words[0]}")
            self.sections.append(Section(words[0], words[1:], number))
        else:
            section = self.sections[-1]
            section.rows.append(read_row(section.kind, text.strip(), number))

    def of(self, *kinds):
        """The sections of these kinds."""
        return [s for s in self.sections if s.kind in kinds]

    def day(self, word):
        """8/14 or 2026-08-14 as a date."""
        if "-" in word:
            return datetime.date.fromisoformat(word)
        month, day = word.split("/")
        return datetime.date(self.year, int(month), int(day))


def read_row(kind, text, number):
    """A row; `raw` and `typed` rows are kept as they stand."""
    text, _, expect = (text[1:] if kind == "raw" and text[0] == "|" else text).partition(" = ")
    if kind in ("raw", "typed"):
        return Row([text.rstrip()], {}, expect.strip(), number)
    words, options = shlex.split(text), {}
    known, plain, at = OPTIONS.get(kind, {}), [], 0
    while at < len(words):
        takes = known.get(words[at])
        if takes is None:
            plain.append(words[at])
            at += 1
            continue
        values = words[at + 1:at + 1 + takes]
        if len(values) < takes:
            raise ValueError(f"{words[at]} takes {takes} more")
        options.setdefault(words[at], []).append(values[0] if takes == 1 else values)
        at += 1 + takes
    return Row(plain, options, expect.strip(), number)


def order_id(name, digital=False):
    """The order number that a short name (at most four letters and digits) stands for."""
    number = int(name, 36) % 10**7
    prefix = "D01" if digital else "250"
    return f"{prefix}-{number:07d}-{(number * 7919 + 1234567) % 10**7:07d}"


def order_name(number):
    """The short name of an order number; `?` where there is none, the number where it is foreign."""
    if not number:
        return "?"
    n, name = int(number.split("-")[1]), ""
    while n:
        n, digit = divmod(n, 36)
        name = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + name
    return name if order_id(name, number[0] == "D") == number else number


def amounts_of(word):
    """1488, 1000+488, 100*30, 101..600 or 100..600/2 (every second) as a list."""
    found = []
    for piece in word.split("+"):
        span = re.fullmatch(r"(\d+)\.\.(\d+)(?:/(\d+))?", piece)
        times = re.fullmatch(r"(\d+)\*(\d+)", piece)
        if span:
            found += range(int(span[1]), int(span[2]) + 1, int(span[3] or 1))
        elif times:
            found += [int(times[1])] * int(times[2])
        else:
            found.append(int(piece))
    return found
