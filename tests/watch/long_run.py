"""The long tests of watch: 200 mails timed, 3,000 junk mails in ten minutes, a mailbox of 100,000, a line gone silent."""

import imaplib
import os
import re
import sqlite3
import ssl
import statistics
import threading
import time

import mails
from servers import PASSWORD, USER

ensure = wait_for = House = asked = cpu = memory = None


def set_up(run):
    """What run has and is needed here."""
    for name in ("ensure", "wait_for", "House", "asked", "cpu", "memory"):
        globals()[name] = getattr(run, name)


def press_all(house, stop):
    """Somebody who says yes to everything at once."""
    done = 0
    while not stop.is_set():
        notices = asked(house)
        for _, notice in notices[done:]:
            house.ntfy.press(notice, "yes")
        done = len(notices)
        time.sleep(0.01)


def two_hundred_mails_are_asked_about_within_two_seconds(_):
    house = House()
    stop = threading.Event()
    threading.Thread(target=press_all, args=(house, stop), daemon=True).start()
    try:
        house.start()
        ensure(house.wait_up(), "not watching")
        batch = [mails.order(1000 + n) for n in range(200)]
        sent, times = [], []
        for n, message in enumerate(batch):
            sent.append(time.time())
            house.dovecot.deliver(message)
            ensure(wait_for(lambda: len(house.sink.mails) > n, 20), f"mail {n} is not asked about")
            times.append(house.sink.mails[n][0] - sent[n])
            time.sleep(0.05)
        times.sort()
        median, p99 = statistics.median(times), times[int(len(times) * 0.99) - 1]
        ensure(len(house.sink.mails) == 200, f"{len(house.sink.mails)} notices for 200 mails")
        ensure(p99 < 2, f"p99 {p99:.2f} s")
        return f"median {median:.2f} s, p99 {p99:.2f} s, longest {times[-1]:.2f} s"
    finally:
        stop.set()
        house.close()


def a_flood_does_not_hide_the_one_that_counts(_):
    """3,000 junk mails in ten minutes, one order among them each minute."""
    house = House()
    try:
        house.start()
        ensure(house.wait_up(), "not watching")
        begun, orders, delays, before = time.time(), 0, [], None
        for n in range(3000):
            house.dovecot.deliver(mails.junk(n, "x" * 3000))
            if n % 300 == 150:
                known = len(house.ntfy.notices())
                at = time.time()
                house.dovecot.deliver(mails.order(5000 + orders))
                orders += 1
                ensure(wait_for(lambda: len(house.ntfy.notices()) > known, 30), f"order {orders}")
                delays.append(house.ntfy.notices()[known][0] - at)
            if n == 600:
                before = memory(house.process.pid)
            time.sleep(max(0.0, begun + n * 0.2 - time.time()))
        grown = memory(house.process.pid) - before
        ensure(max(delays) < 5, f"an order waited {max(delays):.1f} s")
        ensure(grown < 8, f"memory grew by {grown:.1f} MiB")
        ensure(len(asked(house)) == orders, f"{len(asked(house))} questions for {orders} orders")
        return f"orders waited {statistics.median(delays):.2f} s, at most {max(delays):.2f} s; memory grew {grown:.1f} MiB, " \
               f"{cpu(house.process.pid):.1f} s of CPU"
    finally:
        house.close()


def a_mailbox_of_a_hundred_thousand_is_read_once(_):
    """What was there is evidence; what comes meanwhile is asked about at once; memory does not grow."""
    house = House()
    count = int(os.environ.get("MIOBOE_WATCH_MAILS", "100000"))
    try:
        fill(house.dovecot, count)
        begun, waits, peak, early = time.time(), [], 0, None
        house.start()
        ensure(wait_for(lambda: "watching" in house.said(), 120), "not watching: " + house.said())
        while left := unread(house):
            ensure(time.time() < begun + 900, f"{left} mails are not read after 15 minutes")
            if len(waits) < 8:
                waits.append(order_waits(house, 10**6 + len(waits)))
            if left < count * 0.8 and not early:
                early = memory(house.process.pid)
            peak = max(peak, memory(house.process.pid))
            time.sleep(0.5)
        took, spent = time.time() - begun, tree_cpu(house.process.pid)
        old = [mails.order_id(n) for n in range(0, count, 200)]
        ensure(sorted(stored(house)) == sorted(old + [mails.order_id(10**6 + n) for n in range(len(waits))]),
               f"{len(stored(house))} order mails are evidence, {len(old) + len(waits)} came")
        asked_about = sorted(q["about"]["order"] for q in house.questions())
        ensure(asked_about == sorted(mails.order_id(10**6 + n) for n in range(len(waits))), f"asked: {asked_about}")
        server = statistics.median(server_needs(house, n) for n in range(5))
        ensure(max(waits) - server < 2, f"new orders waited {waits}, of which the server needed {server:.2f} s")
        ensure(peak < early + 8, f"memory grew from {early:.0f} to {peak:.0f} MiB")
        ensure(spent < 180, f"{spent:.0f} s of CPU")
        return f"{count} read after {took:.0f} s, {spent:.0f} s of CPU; {len(waits)} new orders waited " \
               f"{statistics.median(waits):.2f} s, at most {max(waits):.2f} s, of which Dovecot needed {server:.2f} s; " \
               f"memory {early:.0f} to {peak:.0f} MiB"
    finally:
        house.close()


def server_needs(house, n):
    """Seconds that the server itself needs to say that a mail came: it looks through a folder of so many files."""
    with imaplib.IMAP4_SSL("localhost", house.dovecot.port,
                           ssl_context=ssl.create_default_context(cafile=house.dovecot.ca)) as line:
        line.login(USER, PASSWORD)
        line.select("INBOX", readonly=True)
        house.dovecot.deliver(mails.junk(2 * 10**6 + n))
        begun = time.time()
        line.noop()
        return time.time() - begun


def fill(dovecot, count):
    """Old mails, one of 200 an order."""
    at, old = os.path.join(dovecot.dir, "mail", "hanako", "cur"), time.time() - 30 * 86400
    for n in range(count):
        name = os.path.join(at, f"{int(old)}.{n}.localhost:2,S")
        with open(name, "wb") as f:
            f.write(mails.order(n) if n % 200 == 0 else mails.junk(n))
        os.utime(name, (old, old))
        if os.getuid() == 0:
            os.chown(name, dovecot.owner.pw_uid, dovecot.owner.pw_gid)


def order_waits(house, n):
    """Seconds from the delivery of a new order to its notice."""
    known, at = len(house.sink.mails), time.time()
    house.dovecot.deliver(mails.order(n))
    ensure(wait_for(lambda: len(house.sink.mails) > known, 60), "the new mail waits for the old ones")
    return house.sink.mails[known][0] - at


def of_store(house, query):
    with sqlite3.connect(f"file:{house.dir}/store?mode=ro", uri=True) as db:
        return db.execute(query).fetchall()


def unread(house):
    """How much of the past was not looked at yet."""
    rows = of_store(house, "select body from watch_row where kind = 'mailbox'")
    past = re.search(r"(?m)^past (\d+)$", rows[0][0]) if rows else None
    return int(past.group(1)) if past else 0 if rows else 1     # a number that is 0 is not written


def stored(house):
    """The orders whose mails are evidence, each as often as it is."""
    return [re.search(r"(?m)^order_id (\S+)$", body).group(1)
            for (body,) in of_store(house, "select body from record where kind = 'orders'")]


def tree_cpu(pid):
    """Seconds of CPU of a process and all that it started."""
    spent = 0.0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as f:
                fields = f.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if name == str(pid) or int(fields[1]) == pid:
            spent += sum(int(n) for n in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return spent


def a_line_that_goes_silent_is_noticed(_):
    """Nothing is refused, nothing ends, and nothing comes through: a renewed IDLE has no answer."""
    house = House()
    try:
        house.start()
        ensure(house.wait_up(), "not watching")
        house.proxy.silent = True
        house.dovecot.deliver(mails.order(1))
        begun = time.time()
        ensure(wait_for(lambda: "cannot be reached" in house.said(), 400), "not noticed")
        house.proxy.silent = False
        ensure(wait_for(lambda: asked(house), 60), "lost")
        return f"noticed after {time.time() - begun:.0f} s"
    finally:
        house.close()


TESTS = [two_hundred_mails_are_asked_about_within_two_seconds, a_flood_does_not_hide_the_one_that_counts,
         a_mailbox_of_a_hundred_thousand_is_read_once, a_line_that_goes_silent_is_noticed]
