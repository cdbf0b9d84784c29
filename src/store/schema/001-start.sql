-- Version 1.  Rules: the household stands first in every key; ids are made by us; no triggers, no sequences; money in minor units beside its
-- currency; what must leave the machine waits in outbox.

CREATE TABLE household (
  household TEXT NOT NULL PRIMARY KEY,
  made_at   TEXT NOT NULL
);

CREATE TABLE setting (
  household TEXT NOT NULL REFERENCES household (household),
  name      TEXT NOT NULL,
  value     BLOB NOT NULL,
  PRIMARY KEY (household, name)
);

-- One entry of a case's journal: the bytes as they were written (src/casework/event.h), and their hash.
CREATE TABLE case_event (
  household TEXT NOT NULL REFERENCES household (household),
  case_id   TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  bytes     BLOB NOT NULL,
  sha256    TEXT NOT NULL,
  PRIMARY KEY (household, case_id, seq)
);

-- A file that belongs to cases, known by the hash of its bytes.
CREATE TABLE evidence_file (
  household TEXT NOT NULL REFERENCES household (household),
  sha256    TEXT NOT NULL,
  form      TEXT NOT NULL,
  bytes     BLOB NOT NULL,
  PRIMARY KEY (household, sha256)
);

-- A file that was imported (also one inside a zip): what is said of it lies in body, as lines of names and values.  The same bytes are
-- imported once.
CREATE TABLE source (
  household   TEXT NOT NULL REFERENCES household (household),
  source      TEXT NOT NULL,
  path        TEXT NOT NULL,
  account     TEXT NOT NULL,
  format      TEXT NOT NULL,
  digest      TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (household, source),
  UNIQUE (household, digest)
);

-- A charge as one row of one file shows it; which rows are one charge is worked out when they are read (docs/design/photographs.md). Equal
-- rows of one file are different charges: occurrence counts them.  extra: what only few rows have, as lines of names and values.
CREATE TABLE charge (
  household  TEXT NOT NULL,
  source     TEXT NOT NULL,
  seq        BIGINT NOT NULL,
  line       BIGINT NOT NULL,
  use_date   TEXT NOT NULL,
  amount     BIGINT NOT NULL,
  currency   TEXT NOT NULL,
  descriptor TEXT NOT NULL,
  folded     TEXT NOT NULL,
  last4      TEXT NOT NULL,
  label      TEXT NOT NULL,
  state      INTEGER NOT NULL,
  extra      TEXT NOT NULL,
  occurrence BIGINT NOT NULL,
  PRIMARY KEY (household, source, seq),
  UNIQUE (household, source, use_date, amount, currency, descriptor, last4, label, state, extra, occurrence),
  FOREIGN KEY (household, source) REFERENCES source (household, source)
);

-- Any other record of a file; body: lines of names and values (src/record/shape.h).
CREATE TABLE record (
  household TEXT NOT NULL,
  source    TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  kind      TEXT NOT NULL,
  body      TEXT NOT NULL,
  PRIMARY KEY (household, source, seq),
  FOREIGN KEY (household, source) REFERENCES source (household, source)
);

-- What the person says of a charge: it is that order's (pin = 1), or it is not.
CREATE TABLE decision (
  household TEXT NOT NULL REFERENCES household (household),
  charge    TEXT NOT NULL,
  order_id  TEXT NOT NULL,
  pin       INTEGER NOT NULL,
  made_at   TEXT NOT NULL,
  PRIMARY KEY (household, charge, order_id)
);

-- A public key of a sender of mail, as it was seen.
CREATE TABLE mail_key (
  household  TEXT NOT NULL REFERENCES household (household),
  name       TEXT NOT NULL,
  txt        TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen  TEXT NOT NULL,
  PRIMARY KEY (household, name, txt)
);

CREATE TABLE outbox (
  household TEXT NOT NULL REFERENCES household (household),
  id        TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  channel   TEXT NOT NULL,
  body      TEXT NOT NULL,
  sent_at   TEXT,
  PRIMARY KEY (household, id)
);
