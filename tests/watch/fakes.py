"""Servers that do not behave, for the tests of logins: each writes down all that it is told, so that a test can see
whether a password was."""

import base64
import http.server
import json
import socketserver
import ssl
import threading
import urllib.parse

from servers import Server, serve


def context(leaf):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*leaf)
    return made


class Lines(socketserver.StreamRequestHandler):
    """Line by line; after start_tls() what follows is encrypted."""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def start_tls(self):
        try:
            self.request = self.server.fake.context.wrap_socket(self.request, server_side=True)
        except (ssl.SSLError, OSError) as why:
            self.server.fake.faults.append(str(why))
            return False
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
        return True

    def hear(self):
        line = self.rfile.readline()
        self.server.fake.heard.append(line)
        return line

    def handle(self):
        if self.server.fake.tls and not self.start_tls():
            return
        try:
            self.talk(self.server.fake)
        except OSError:
            pass


class Fake:
    """What both kinds have: tls: from the first byte; heard: every line."""

    def __init__(self, handler, leaf=None, tls=False, address="127.0.0.1"):
        self.context, self.tls = context(leaf) if leaf else None, tls
        self.heard, self.faults = [], []
        self.server = Server((address, 0), handler)
        self.server.fake = self
        self.port = self.server.server_address[1]
        serve(self.server)

    def was_told(self, secret):
        """Whether the secret came, as it is or in base64, however SASL wraps it."""
        plain = secret.encode()
        for line in self.heard:
            words = [line] + line.split()
            for word in words:
                try:
                    if plain in base64.b64decode(word + b"=" * (-len(word) % 4), validate=False):
                        return True
                except ValueError:
                    pass
            if plain in line:
                return True
        return False


class ImapTalk(Lines):
    def talk(self, fake):
        self.say(fake.greeting)
        while line := self.hear():
            tag, word = (line.decode("latin-1").split() + ["", ""])[:2]
            word = word.upper()
            if word == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1 " + fake.capabilities)
                self.say(tag + " OK")
            elif word == "STARTTLS":
                self.say(tag + " " + fake.starttls)
                if not fake.starttls.startswith("OK") or not self.start_tls():
                    return
            elif word == "LOGOUT":
                return
            else:
                if word == "AUTHENTICATE":
                    self.say("+ ")
                    self.hear()
                self.say(tag + " NO not here")


class Imap(Fake):
    """An IMAP server that lets nobody in."""

    def __init__(self, greeting="* OK ready", capabilities="AUTH=PLAIN", starttls="BAD what", **more):
        self.greeting, self.capabilities, self.starttls = greeting, capabilities, starttls
        super().__init__(ImapTalk, **more)


class SmtpTalk(Lines):
    def talk(self, fake):
        self.say("220 sink")
        encrypted = fake.tls
        while line := self.hear():
            word = line.split()[0].upper() if line.split() else b""
            if word in (b"EHLO", b"HELO"):
                offers = ["AUTH PLAIN"] + (["STARTTLS"] if fake.offers_tls and not encrypted else [])
                for offer in offers:
                    self.say("250-" + offer)
                self.say("250 8BITMIME")
            elif word == b"STARTTLS":
                self.say("220 go on")
                if not self.start_tls():
                    return
                encrypted = True
            elif word == b"AUTH":
                said = line.split()[2:]
                if not said:
                    self.say("334 ")
                    said = [self.hear().strip()]
                user, secret = base64.b64decode(said[0]).split(b"\0")[1:]
                good = (user, secret) == (b"hanako", fake.password.encode())
                self.say("235 welcome" if good else "535 refused")
            elif word == b"DATA":
                self.say("354 go on")
                data = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    data += part
                fake.mails.append((encrypted, data))
                self.say("250 taken")
            elif word == b"QUIT":
                return
            else:
                self.say("250 ok")


class Smtp(Fake):
    """Takes mail; mails: whether it came encrypted, and its bytes."""

    def __init__(self, offers_tls=True, password="", **more):
        self.offers_tls, self.password, self.mails = offers_tls, password, []
        super().__init__(SmtpTalk, **more)


class Tokens:
    """Says which access tokens are good (RFC 7662, as Dovecot asks for it by GET)."""

    def __init__(self, user):
        tokens = self
        self.good, self.asked = set(), []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                token = urllib.parse.parse_qs(self.path.partition("?")[2])["token"][0]
                tokens.asked.append(token)
                body = json.dumps({"active": token in tokens.good, "username": user}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/?token="
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
