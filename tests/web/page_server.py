"""A running `mioboe page` for tests: start it, sign in, send requests."""

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.parse

PROGRAM = os.environ["MIOBOE"]
TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOUSEHOLD = os.path.join(TREE, "examples", "household")


class Answer:
    """Of one request."""

    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body
        self.type = (response.headers.get("Content-Type") or "").split(";")[0]

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """Of a problem."""
        return self.json()["code"] if self.type == "application/problem+json" else None


class Page:
    """The program, and how to speak with it."""

    def __init__(self, *words, store=None):
        self.folder = tempfile.mkdtemp(prefix="page-test-")
        self.store = store or os.path.join(self.folder, "store.sqlite")
        self.url_file = os.path.join(self.folder, "url")
        environment = dict(os.environ, HOME=self.folder, TMPDIR=self.folder, LC_ALL="C.UTF-8", TZ="Asia/Tokyo",
                           XDG_DATA_HOME=os.path.join(self.folder, "data"))
        for name in ("XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "LANG", "XDG_CONFIG_HOME"):
            environment.pop(name, None)
        # What AddressSanitizer keeps of memory that was given back is not the program's.
        environment["ASAN_OPTIONS"] = ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "quarantine_size_mb=4")))
        self.environment = environment
        self.process = subprocess.Popen([PROGRAM, "page", "--no-open", "--store", self.store, "--token-file", self.url_file,
                                         *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line:
            raise RuntimeError("it did not begin: " + self.process.stderr.read())
        url = urllib.parse.urlparse(line)
        self.url, self.port, self.token = line, url.port, url.fragment.partition("token=")[2]
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = None

    def connect(self, timeout=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def send(self, method, path, body=None, headers=None, cookie=True, plain=False):
        """One request on a connection of its own.  A dict becomes JSON; ${plain}: without the headers of our page."""
        told = {} if plain else {"X-Mioboe": "1", "Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        if cookie and self.cookie:
            told["Cookie"] = self.cookie
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            told["Content-Type"] = "application/json"
        elif body is not None and not plain:
            told["Content-Type"] = "application/octet-stream"
        told.update(headers or {})
        connection = self.connect()
        with contextlib.closing(connection):
            connection.request(method, path, body, {k: v for k, v in told.items() if v is not None})
            response = connection.getresponse()
            return Answer(response, response.read())

    def get(self, path, **more):
        return self.send("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.send("POST", path, {} if body is None else body, **more)

    def sign_in(self):
        answer = self.post("/api/session", {"token": self.token})
        assert answer.status == 204, answer.body
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return self

    def upload(self, name, data):
        answer = self.send("PUT", "/api/uploads?name=" + urllib.parse.quote(name), data)
        assert answer.status == 201, answer.body
        return answer.json()["upload"]

    def wait(self, path, until, seconds=120):
        """Ask until ${until} holds of the JSON."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.get(path)
            if answer.status == 200 and until(answer.json()):
                return answer.json()
            time.sleep(0.02)
        raise AssertionError(f"{path}: waited in vain; the last answer: {answer.body[:300]}")

    def import_files(self, files, **more):
        """Take {name: bytes} into the store; the JSON of the import."""
        ids = [self.upload(name, data) for name, data in files.items()]
        begun = self.post("/api/imports", {"uploads": ids, **more})
        assert begun.status == 202, begun.body
        return self.wait("/api/imports/" + begun.json()["import"], lambda i: i["status"] != "running")

    def import_household(self):
        files = {}
        for at, _, names in os.walk(HOUSEHOLD):
            for name in names:
                path = os.path.join(at, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, HOUSEHOLD)] = file.read()
        self.import_files(files)
        return self.wait("/api/state", lambda s: s["summary"]["charges"] > 0 and not s["is_computing"])

    def left(self):
        """Folders of a run that were left behind."""
        return [n for n in os.listdir(self.folder) if n.startswith("mioboe-")]

    def web(self):
        """Process ids of the children: the first is web, others are workers."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(path, encoding="ascii") as file:
            return [int(word) for word in file.read().split()]

    def end(self):
        """End it; what it said on standard error."""
        self.process.terminate()
        try:
            _, said = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return said

    def __enter__(self):
        return self

    def __exit__(self, *what):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)


class Tap:
    """Cases and their lines."""

    def __init__(self):
        self.count = self.failed = 0

    def case(self, name, problems):
        """${problems}: a list of sentences; none is fine."""
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in problems:
            print("# " + str(problem)[:2000].replace("\n", "\n# "), flush=True)

    def run(self, function, *args):
        """A function that asserts; its first docstring line is the case's name."""
        name = (function.__doc__ or function.__name__).strip().split("\n")[0]
        try:
            function(*args)
            self.case(name, [])
        except Exception as error:                      # whatever it is, the next case runs
            at = error.__traceback__
            while at.tb_next:
                at = at.tb_next
            self.case(name, [f"line {at.tb_lineno}: {type(error).__name__}: {error}"])

    def finish(self):
        print(f"1..{self.count}")
        raise SystemExit(0)
