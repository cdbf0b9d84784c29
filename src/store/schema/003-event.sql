-- Version 3.  A journal is read from its first entry to its last: its rows lie in the order of their key, so that no second tree leads to each.
-- WITHOUT ROWID is SQLite's word for that; another database's copy of this step leaves it out.

CREATE TABLE case_event_3 (
  household TEXT NOT NULL REFERENCES household (household),
  case_id   TEXT NOT NULL,
  seq       BIGINT NOT NULL,
  bytes     BLOB NOT NULL,
  sha256    TEXT NOT NULL,
  PRIMARY KEY (household, case_id, seq)
) WITHOUT ROWID;

INSERT INTO case_event_3 (household, case_id, seq, bytes, sha256)
  SELECT household, case_id, seq, bytes, sha256 FROM case_event ORDER BY household, case_id, seq;

DROP TABLE case_event;

ALTER TABLE case_event_3 RENAME TO case_event;
