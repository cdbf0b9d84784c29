"""The long tests of watch: 200 mails timed, 3,000 junk mails in ten minutes, a mailbox of 100,000, a line gone silent."""

import json
import os
import statistics
import threading
import time

import mails

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
    """What was there is evidence; what comes meanwhile is asked about at once."""
    house = House()
    count = int(os.environ.get("MIOBOE_WATCH_MAILS", "100000"))
    try:
        at = os.path.join(house.dovecot.dir, "mail", "hanako", "cur")
        old = time.time() - 30 * 86400
        for n in range(count):
            name = os.path.join(at, f"{int(old)}.{n}.localhost:2,S")
            with open(name, "wb") as f:
                f.write(mails.order(n) if n % (count // 100) == 0 else mails.junk(n))
            os.utime(name, (old, old))
            if os.getuid() == 0:
                os.chown(name, house.dovecot.owner.pw_uid, house.dovecot.owner.pw_gid)
        begun = time.time()
        house.start()
        ensure(wait_for(lambda: "watching" in house.said(), 120), "not watching: " + house.said())
        up = time.time() - begun
        house.dovecot.deliver(mails.order(10**6 + 1))
        at = time.time()
        ensure(wait_for(lambda: asked(house), 60), "the new mail waits for the old ones")
        waited = asked(house)[0][0] - at
        peak = 0
        while time.time() < begun + 1500:
            peak = max(peak, memory(house.process.pid))
            box = json.loads(house.mioboe("status", "--format", "json").stdout)["mailboxes"][0]
            if stored(house) >= 101 and box["waiting"] == 0:
                break
            time.sleep(5)
        took = time.time() - begun
        ensure(stored(house) == 101, f"{stored(house)} of 101 order mails are evidence")
        ensure(len(asked(house)) == 1, f"{len(asked(house))} questions, one was new")
        return f"open after {up:.1f} s, the new mail waited {waited:.1f} s, all read after {took:.0f} s, " \
               f"memory {peak:.0f} MiB"
    finally:
        house.close()


def stored(house):
    import sqlite3
    try:
        with sqlite3.connect(f"file:{house.dir}/store?mode=ro", uri=True) as db:
            return db.execute("select count(*) from source where format = 'mail'").fetchone()[0]
    except sqlite3.Error:
        return -1


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
