"""Certificates for tests: one authority, and leaves that are good, expired, for another host, or of nobody."""

import os
import subprocess

CONF = """
[ca]
default_ca = here
[here]
dir = {dir}
database = {dir}/index
new_certs_dir = {dir}
serial = {dir}/serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


def openssl(*args):
    subprocess.run(["openssl", *args], check=True, capture_output=True)


class Authority:
    """An authority in a folder of its own."""

    def __init__(self, folder):
        self.dir = folder
        os.makedirs(folder, exist_ok=True)
        self.file = self.at("ca.pem")
        for name, text in (("conf", CONF.format(dir=folder)), ("index", ""), ("serial", "01\n")):
            with open(self.at(name), "w", encoding="utf-8") as f:
                f.write(text)
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=tests",
                "-keyout", self.at("ca.key"), "-out", self.file)

    def at(self, name):
        return os.path.join(self.dir, name)

    def leaf(self, name, host="DNS:localhost", since="20200101000000Z", until="20490101000000Z"):
        """The files of a certificate and its key."""
        cert, key, request = (self.at(name + end) for end in (".pem", ".key", ".csr"))
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name, "-addext", "subjectAltName=" + host,
                "-keyout", key, "-out", request)
        openssl("ca", "-batch", "-config", self.at("conf"), "-cert", self.file, "-keyfile", self.at("ca.key"),
                "-startdate", since, "-enddate", until, "-in", request, "-out", cert, "-notext")
        return cert, key
