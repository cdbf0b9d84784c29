"""Other verifiers of Debian, asked without a network: each a function (keys, messages) -> passes.

keys: selector._domainkey.domain -> record; messages: bytes; passes: for each message whether its topmost DKIM signature
passes. TOOLS gives name -> (function, Debian packages); a function raises Missing when its packages are not installed.
"""

import ctypes
import os
import subprocess
import tempfile


class Missing(Exception):
    pass


def opendkim_library():
    try:
        lib = ctypes.CDLL("libopendkim.so.11")
    except OSError as error:
        raise Missing(str(error)) from None
    for name in ("dkim_init", "dkim_verify", "dkim_sig_getselector"):
        getattr(lib, name).restype = ctypes.c_void_p
    lib.dkim_sig_getflags.restype = ctypes.c_uint
    return lib


class Opendkim:
    """libopendkim, keys from a file. Its clock is told to be wrong by thirty years, or it would judge x= by today."""
    FLAGS, QUERYMETHOD, QUERYINFO, CLOCKDRIFT = 0, 6, 7, 12
    FIXCRLF, BADSIGHANDLES = 0x100, 0x400
    PASSED = 0x04

    def __init__(self, keys):
        self.lib = opendkim_library()
        with tempfile.NamedTemporaryFile("w", suffix=".keys", delete=False) as file:
            file.writelines(f"{name} {text}\n" for name, text in keys.items())
        self.path = file.name
        self.handle = ctypes.c_void_p(self.lib.dkim_init(None, None))
        self.option(self.FLAGS, ctypes.c_uint(self.FIXCRLF | self.BADSIGHANDLES))
        self.option(self.QUERYMETHOD, ctypes.c_int(1))
        self.option(self.CLOCKDRIFT, ctypes.c_uint64(10**9))
        info = ctypes.create_string_buffer(self.path.encode())
        self.lib.dkim_options(self.handle, 1, self.QUERYINFO, info, ctypes.c_size_t(len(self.path)))

    def option(self, what, value):
        self.lib.dkim_options(self.handle, 1, what, ctypes.byref(value), ctypes.c_size_t(ctypes.sizeof(value)))

    def passes(self, message):
        lib, stat, test = self.lib, ctypes.c_int(), ctypes.c_bool()
        dkim = ctypes.c_void_p(lib.dkim_verify(self.handle, b"x", None, ctypes.byref(stat)))
        try:
            if lib.dkim_chunk(dkim, message, ctypes.c_size_t(len(message))) != 0:
                return False
            if lib.dkim_chunk(dkim, None, ctypes.c_size_t(0)) != 0:
                return False
            lib.dkim_eom(dkim, ctypes.byref(test))
            sigs, count = ctypes.POINTER(ctypes.c_void_p)(), ctypes.c_int()
            if lib.dkim_getsiglist(dkim, ctypes.byref(sigs), ctypes.byref(count)) != 0 or count.value < 1:
                return False
            sig = ctypes.c_void_p(sigs[0])
            return bool(lib.dkim_sig_getflags(sig) & self.PASSED) and lib.dkim_sig_getbh(sig) == 0
        finally:
            lib.dkim_free(dkim)

    def close(self):
        self.lib.dkim_close(self.handle)
        os.unlink(self.path)


def opendkim(keys, messages):
    tool = Opendkim(keys)
    try:
        return [tool.passes(message) for message in messages]
    finally:
        tool.close()


def dkimpy(keys, messages):
    try:
        import dkim         # pylint: disable=import-outside-toplevel
        import nacl.signing  # noqa: F401 pylint: disable=import-outside-toplevel,unused-import
    except ImportError as error:
        raise Missing(str(error)) from None

    def txt(name, timeout=5):
        del timeout
        return keys.get(name.decode().rstrip("."), "").encode() or None

    def passes(message):
        try:
            return dkim.verify(message, dnsfunc=txt)
        except Exception:   # pylint: disable=broad-except
            return False    # it raises what it does not like, of many kinds
    return [passes(message) for message in messages]


PERL = r"""
use Mail::DKIM::Verifier; use Mail::DKIM::PublicKey;
my ($keys, @files) = @ARGV; my %keys;
open(my $in, '<', $keys) or die; while (<$in>) { chomp; my ($n, $v) = split(/ /, $_, 2); $keys{$n} = $v; }
no warnings 'redefine';
*Mail::DKIM::PublicKey::fetch_async = sub {
    my ($class, %opt) = @_; my $then = $opt{Callbacks};
    return sub {
        my $text = $keys{"$opt{Selector}._domainkey.$opt{Domain}"};
        my $key = eval { defined $text ? $class->parse($text) : undef };
        return $@ ? $then->{Error}->($@) : $then->{Success}->($key);
    };
};
for my $file (@files) {
    open(my $mail, '<:raw', $file) or die; local $/; my $text = <$mail>;
    $text =~ s/\r?\n/\r\n/g;
    my $result = eval { my $v = Mail::DKIM::Verifier->new(); $v->PRINT($text); $v->CLOSE;
        my ($s) = $v->signatures; $s ? $s->result : 'none' } // 'died';
    print "$result\n";
}
"""


def mail_dkim(keys, messages):
    if subprocess.run(["perl", "-MMail::DKIM::Verifier", "-e1"], capture_output=True, check=False).returncode:
        raise Missing("Mail::DKIM is not there")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "keys"), "w", encoding="ascii") as file:
            file.writelines(f"{name} {text}\n" for name, text in keys.items())
        paths = []
        for i, message in enumerate(messages):
            paths.append(os.path.join(folder, f"{i}.eml"))
            with open(paths[-1], "wb") as file:
                file.write(message)
        out = subprocess.run(["perl", "-e", PERL, os.path.join(folder, "keys"), *paths], capture_output=True,
                             text=True, check=True).stdout
    return [line == "pass" for line in out.split("\n")[:-1]]


TOOLS = {
    "opendkim": (opendkim, "libopendkim11"),
    "dkimpy": (dkimpy, "python3-dkim python3-nacl"),
    "Mail::DKIM": (mail_dkim, "libmail-dkim-perl"),
}
