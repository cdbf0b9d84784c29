-- Version 2: what watch keeps (docs/design/watch.md).

-- What goes on by itself: questions, what was told already, how far a mailbox was read.  body: lines of names and values.
CREATE TABLE watch_row (
  household TEXT NOT NULL REFERENCES household (household),
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  body      TEXT NOT NULL,
  PRIMARY KEY (household, kind, id)
);

-- What must leave the machine, once for each channel.  due_at, sent_at: seconds since 1970 UTC; state: 0 waits, 1 sent, 2 given up.
DROP TABLE outbox;
CREATE TABLE outbox (
  household TEXT NOT NULL REFERENCES household (household),
  id        TEXT NOT NULL,
  channel   TEXT NOT NULL,
  body      TEXT NOT NULL,
  due_at    BIGINT NOT NULL,
  tries     INTEGER NOT NULL,
  state     INTEGER NOT NULL,
  sent_at   BIGINT NOT NULL,
  PRIMARY KEY (household, id)
);
CREATE INDEX outbox_due ON outbox (household, state, due_at);
