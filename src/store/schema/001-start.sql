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

CREATE TABLE outbox (
  household TEXT NOT NULL REFERENCES household (household),
  id        TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  channel   TEXT NOT NULL,
  body      TEXT NOT NULL,
  sent_at   TEXT,
  PRIMARY KEY (household, id)
);
