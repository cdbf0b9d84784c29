"""Servers for the tests of watch, on loopback: Dovecot as an ordinary user, a sink for mail, an ntfy, a line that can
be cut."""

import http.server
import json
import os
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time

DOVECOT = next((p for p in ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot") if os.path.exists(p)), None)
USER, PASSWORD = "hanako", "only-for-tests"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


CONF = """
protocols = imap
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/dovecot.log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
ssl = required
ssl_cert = <{dir}/cert.pem
ssl_key = <{dir}/key.pem
mail_location = maildir:{dir}/mail/%u
maildir_very_dirty_syncs = yes
mailbox_idle_check_interval = 1 secs
mail_max_userip_connections = 50
first_valid_uid = 1
{passdb}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={dir}/home/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain_port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


STATIC = f"""passdb {{
  driver = static
  args = password={PASSWORD}
}}"""


class Dovecot:
    """A server of its own with one user, whose mail is a Maildir. starttls: it listens at plain_port, too."""

    def __init__(self, starttls=False, passdb=STATIC):
        self.plain_port = free_port() if starttls else 0
        # its sockets' names must be short
        self.dir = tempfile.mkdtemp(prefix="mio-", dir="/tmp" if os.path.isdir("/tmp") else None)
        self.port = free_port()
        self.count = 0
        self.process = None
        for name in ("home", "mail", f"mail/{USER}", f"mail/{USER}/cur", f"mail/{USER}/new", f"mail/{USER}/tmp"):
            os.mkdir(os.path.join(self.dir, name))
        self.ca = os.path.join(self.dir, "cert.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                        os.path.join(self.dir, "key.pem"), "-out", self.ca], check=True, capture_output=True)
        import grp
        import pwd
        self.owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        with open(os.path.join(self.dir, "dovecot.conf"), "w", encoding="utf-8") as f:
            f.write(CONF.format(dir=self.dir, user=self.owner.pw_name, uid=self.owner.pw_uid,
                                gid=self.owner.pw_gid, group=grp.getgrgid(self.owner.pw_gid).gr_name,
                                port=self.port, plain_port=self.plain_port,
                                passdb=passdb.replace("{dir}", self.dir)))
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", f"{self.owner.pw_uid}:{self.owner.pw_gid}", self.dir], check=True)

    def start(self):
        command = [DOVECOT, "-F", "-c", os.path.join(self.dir, "dovecot.conf")]
        if os.getuid() == 0:
            command = ["setpriv", f"--reuid={self.owner.pw_uid}", f"--regid={self.owner.pw_gid}",
                       "--clear-groups"] + command
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("Dovecot does not come up: " + self.log())

    def log(self):
        try:
            with open(os.path.join(self.dir, "dovecot.log"), encoding="utf-8") as f:
                return f.read()[-2000:]
        except OSError:
            return ""

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def deliver(self, message):
        """Into the Maildir, as a delivery agent does."""
        self.count += 1
        name = f"{time.time():.6f}.{self.count}.localhost"
        at = os.path.join(self.dir, "mail", USER)
        with open(os.path.join(at, "tmp", name), "wb") as f:
            f.write(message)
        if os.getuid() == 0:
            os.chown(os.path.join(at, "tmp", name), self.owner.pw_uid, self.owner.pw_gid)
        os.rename(os.path.join(at, "tmp", name), os.path.join(at, "new", name))

    def new_validity(self):
        """The server forgets its numbers: UIDVALIDITY changes."""
        at = os.path.join(self.dir, "mail", USER)
        for name in os.listdir(at):
            if name.startswith("dovecot"):
                os.remove(os.path.join(at, name))

    def close(self):
        self.stop()
        shutil.rmtree(self.dir, ignore_errors=True)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def serve(server):
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


class Sink:
    """Takes mail by SMTP: (moment, bytes)."""

    def __init__(self):
        sink = self
        self.mails, self.refuse = [], False

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                self.say("220 sink")
                while line := self.rfile.readline():
                    word = line.split()[0].upper() if line.split() else b""
                    if word in (b"EHLO", b"HELO"):
                        self.say("250 sink")
                    elif word == b"DATA" and sink.refuse:
                        self.say("451 later")
                    elif word == b"DATA":
                        self.say("354 go on")
                        data = b""
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            data += part[1:] if part.startswith(b".") else part
                        sink.mails.append((time.time(), data))
                        self.say("250 taken")
                    elif word == b"QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"smtp://localhost:{self.server.server_address[1]}"
        serve(self.server)


class Ntfy:
    """What watch needs of an ntfy server: publish as JSON or by POST, subscribe to a topic as a stream of JSON."""

    def __init__(self):
        ntfy = self
        self.messages = []          # (moment, topic, document or text)
        self.changed = threading.Condition()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                topic = self.path.strip("/")
                ntfy.publish(topic or json.loads(body)["topic"], body.decode() if topic else json.loads(body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_GET(self):
                topic, since = self.path.strip("/").split("/json?since=")
                at = next((i + 1 for i in range(len(ntfy.messages)) if f"m{i}" == since), 0)
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                self.tell({"id": "o", "event": "open", "topic": topic})
                while True:
                    with ntfy.changed:
                        if at >= len(ntfy.messages):
                            ntfy.changed.wait(5)
                    if at >= len(ntfy.messages):
                        self.tell({"id": "k", "event": "keepalive", "topic": topic})
                    while at < len(ntfy.messages):
                        if ntfy.messages[at][1] == topic:
                            self.tell({"id": f"m{at}", "event": "message", "topic": topic,
                                       "message": ntfy.messages[at][2]})
                        at += 1

            def tell(self, document):
                self.wfile.write(json.dumps(document, separators=(",", ":")).encode() + b"\n")
                self.wfile.flush()

            def log_message(self, *_):
                pass

        class Web(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        self.server = Web(("127.0.0.1", 0), Handler)
        self.url = f"ntfy://localhost:{self.server.server_address[1]}/house"
        serve(self.server)

    def publish(self, topic, what):
        with self.changed:
            self.messages.append((time.time(), topic, what))
            self.changed.notify_all()

    def notices(self):
        """Those that are for the telephone."""
        return [(at, m) for at, topic, m in list(self.messages) if topic == "house"]

    def press(self, notice, label):
        """Tap a button: yes is the first, no the second."""
        action = notice["actions"][0 if label == "yes" else 1]
        self.publish(action["url"].rsplit("/", 1)[1], action["body"])


class Proxy:
    """Between watch and a server; cut() ends all lines, and new ones are refused until mend()."""

    def __init__(self, port):
        self.target, self.is_cut, self.silent, self.lines = port, False, False, []
        self.record = None          # a bytearray takes what is said to the server
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                if proxy.is_cut:
                    return
                try:
                    other = socket.create_connection(("127.0.0.1", proxy.target), 5)
                except OSError:
                    return
                proxy.lines += [self.request, other]
                other.settimeout(None)
                for end in (self.request, other):       # what comes goes on at once
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                back = threading.Thread(target=proxy.copy, args=(other, self.request), daemon=True)
                back.start()
                proxy.copy(self.request, other)
                back.join()

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        serve(self.server)

    def copy(self, a, b):
        try:
            while data := a.recv(65536):
                if self.record is not None and b in self.lines[1::2]:
                    self.record += data
                if not self.silent:
                    b.sendall(data)
        except OSError:
            pass
        for s in (a, b):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        self.is_cut = True
        for s in self.lines:
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.lines = []

    def mend(self):
        self.is_cut = False
