"""Signs messages as RFC 6376 says, line by line and slowly: for tests, apart from the C code that it tests.

The keys in keys/ are made for this and used nowhere else. Messages are bytes with CRLF. Ed25519 is
done by the program openssl, RSA here.
"""

import base64
import functools
import hashlib
import os
import re
import subprocess
import tempfile

KEYS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keys")
PREFIX = {"sha256": bytes.fromhex("3031300d060960864801650304020105000420"),   # RFC 8017 section 9.2, note 1
          "sha1": bytes.fromhex("3021300906052b0e03021a05000414")}


def der(data):
    """The elements of a DER text: (tag, contents)."""
    at, out = 0, []
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7f
            length, at = int.from_bytes(data[at:at + count], "big"), at + count
        out.append((tag, data[at:at + length]))
        at += length
    return out


def pem(name):
    with open(os.path.join(KEYS, name + ".pem"), encoding="ascii") as file:
        return base64.b64decode("".join(line for line in file if "-----" not in line))


@functools.lru_cache(None)
def rsa(name):
    """(n, d) of a PKCS #8 key."""
    inner = der(der(pem(name))[0][1])[2][1]
    numbers = [int.from_bytes(value, "big") for _, value in der(der(inner)[0][1])]
    return numbers[1], numbers[3]


@functools.lru_cache(None)
def public(name, bare=False):
    """p= of a key record: SubjectPublicKeyInfo, or the bare RSAPublicKey; 32 bytes for Ed25519."""
    spki = subprocess.run(["openssl", "pkey", "-in", os.path.join(KEYS, name + ".pem"), "-pubout", "-outform", "DER"],
                          check=True, capture_output=True).stdout
    bits = der(der(spki)[0][1])[1][1][1:]
    return base64.b64encode(bits if bare or name == "ed25519" else spki).decode()


def sign_rsa(name, digest, data):
    n, d = rsa(name)
    size = (n.bit_length() + 7) // 8
    tail = PREFIX[digest] + hashlib.new(digest, data).digest()
    padded = b"\x00\x01" + b"\xff" * (size - 3 - len(tail)) + b"\x00" + tail
    return pow(int.from_bytes(padded, "big"), d, n).to_bytes(size, "big")


def sign_ed25519(name, data):
    with tempfile.NamedTemporaryFile() as file:        # openssl wants to know its size
        file.write(data)
        file.flush()
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-in", file.name, "-inkey",
                               os.path.join(KEYS, name + ".pem")], check=True, capture_output=True).stdout


# --- canonical forms (section 3.4) ----------------------------------------------------------------

def header_simple(field):
    return field


def header_relaxed(field):
    name, value = field.split(b":", 1)
    value = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip(b" ")
    return name.strip(b" \t").lower() + b":" + value + b"\r\n"


def body_simple(body):
    lines = body.split(b"\r\n")
    while lines and lines[-1] == b"":
        lines.pop()
    return b"\r\n".join(lines) + b"\r\n"


def body_relaxed(body):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and lines[-1] == b"":
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


HEADER = {"simple": header_simple, "relaxed": header_relaxed}
BODY = {"simple": body_simple, "relaxed": body_relaxed}


def split(message):
    """(fields, body)"""
    head, _, body = message.partition(b"\r\n\r\n")
    return re.findall(rb"[^\r]*?(?:\r(?!\n)[^\r]*?)*\r\n(?:[ \t][^\n]*\n)*", head + b"\r\n"), body


def chosen(fields, names):
    """The fields that h= means: each name from the bottom up."""
    left = list(fields)
    for name in names:
        for field in reversed(left):
            if field.split(b":")[0].strip().lower() == name.strip().lower().encode():
                left.reverse()
                left.remove(field)
                left.reverse()
                yield field
                break


# --- signing ----------------------------------------------------------------------------------------

def sign(message, key="rsa2048", domain="shop.example", selector=None, algorithm=None, canon="relaxed/relaxed",
         names=("From", "To", "Subject", "Date"), length=None, tags=(), template=None, change=lambda field: field,
         hashed=True):
    """${message} with a DKIM-Signature on top.

    tags: more tags, as text; template: the field in other words, with %(bh)s and so on; change: done to
    the field before it is signed; hashed: False signs the text itself with Ed25519, not its hash.
    """
    fields, body = split(message)
    ways = (canon + "/simple").split("/")
    algorithm = algorithm or ("ed25519-sha256" if key == "ed25519" else "rsa-sha256")
    digest = algorithm.split("-")[1]
    text = BODY[ways[1]](body)[:length]
    if length is not None:
        tags = (f"l={length}", *tags)
    field = (template or "DKIM-Signature: v=1; a=%(a)s; c=%(c)s; d=%(d)s;\r\n\ts=%(s)s; h=%(h)s;\r\n\t%(more)s"
             "bh=%(bh)s;\r\n\tb=") % {
        "a": algorithm, "c": canon, "d": domain, "s": selector or key, "h": ":".join(names),
        "more": "".join(tag + "; " for tag in tags),
        "bh": base64.b64encode(hashlib.new(digest, text).digest()).decode()}
    field = change(field).encode("utf-8", "surrogateescape")
    data = b"".join(HEADER[ways[0]](f) for f in chosen(fields, names))
    data += HEADER[ways[0]](field + b"\r\n")[:-2]
    if key == "ed25519":
        value = sign_ed25519(key, hashlib.sha256(data).digest() if hashed else data)
    else:
        value = sign_rsa(key, digest, data)
    value = base64.b64encode(value)
    folded = b"\r\n\t ".join(value[i:i + 70] for i in range(0, len(value), 70))
    at = re.search(rb"[;\s]b=", field).end()
    return field[:at] + folded + field[at:] + b"\r\n" + message


# --- ARC (RFC 8617) ---------------------------------------------------------------------------------

def seal(message, instance=1, results="mx.example; dkim=pass header.d=shop.example", cv=None, key="rsa2048",
         domain="list.example", names=("From", "To", "Subject", "Date"), change=lambda field: field, tags=(),
         length=None):
    """${message} with one more ARC set on top; change and tags are for the seal."""
    aar = f"ARC-Authentication-Results: i={instance}; {results}\r\n".encode()
    ams = sign(message, key, domain, names=names, template=(
        f"ARC-Message-Signature: i={instance}; a=%(a)s; c=%(c)s; d=%(d)s; s=%(s)s; h=%(h)s; %(more)sbh=%(bh)s;\r\n b="),
        tags=tags, length=length)
    ams = ams[:len(ams) - len(message)]
    below = {name: [f for f in split(message)[0] if f.lower().startswith(name)] for name in
             (b"arc-authentication-results:", b"arc-message-signature:", b"arc-seal:")}
    sets = list(zip(*(reversed(fields) for fields in below.values())))
    field = change(f"ARC-Seal: i={instance}; a=rsa-sha256; cv={cv or ('none' if instance == 1 else 'pass')}; "
                   f"d={domain}; s={key}; b=").encode()
    data = b"".join(header_relaxed(f) for fields in sets for f in fields)
    data += header_relaxed(aar) + header_relaxed(ams) + header_relaxed(field + b"\r\n")[:-2]
    return field + base64.b64encode(sign_rsa(key, "sha256", data)) + b"\r\n" + ams + aar + message
