-- A library that a consultation was decided with, so that it can be replayed.
CREATE TABLE snapshot (
    digest  TEXT PRIMARY KEY,
    bytes   BLOB NOT NULL,
    kept_at TEXT NOT NULL
) STRICT;

-- A patient's record, with what it answers. search holds the words to find it by.
CREATE TABLE patient (
    id       TEXT PRIMARY KEY,
    practice TEXT NOT NULL,
    name     TEXT NOT NULL,
    search   TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX patient_by_name ON patient (practice, name, id);

-- One line for each consultation, with what lists choose and order by. It
-- changes only when one of these does; an answer adds a revision and leaves
-- it alone. at is when it ended, or while it is a draft when it began.
CREATE TABLE consultation (
    id         TEXT PRIMARY KEY,
    practice   TEXT NOT NULL,
    patient    TEXT NOT NULL,
    library    TEXT NOT NULL REFERENCES snapshot (digest),
    state      TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'advised', 'abandoned')),
    overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
    at         TEXT NOT NULL
) STRICT;
CREATE INDEX consultation_by_time ON consultation (practice, at, id);
CREATE INDEX consultation_by_state ON consultation (practice, state, at, id);
CREATE INDEX consultation_by_patient ON consultation (practice, patient, at, id);
CREATE INDEX consultation_overridden ON consultation (practice, at, id) WHERE overridden = 1;

-- One line for each write: who asked with which idempotency key for what, and
-- the consultation as it was then. The latest is how it stands.
CREATE TABLE revision (
    consultation TEXT NOT NULL REFERENCES consultation (id),
    version      INTEGER NOT NULL CHECK (version > 0),
    at           TEXT NOT NULL,
    actor        TEXT NOT NULL,
    key          TEXT NOT NULL,
    fingerprint  TEXT NOT NULL,
    body         TEXT NOT NULL,
    PRIMARY KEY (consultation, version),
    UNIQUE (actor, key)
) STRICT;

-- A letter as it was sent, and the JSON it was made from.
CREATE TABLE letter (
    consultation TEXT PRIMARY KEY REFERENCES consultation (id),
    id           TEXT NOT NULL UNIQUE,
    pdf          BLOB NOT NULL,
    input        TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    practice TEXT NOT NULL,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    payload  TEXT NOT NULL,
    prev     TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit event is never changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit event is never deleted'); END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'an audit event goes to the end'); END;
