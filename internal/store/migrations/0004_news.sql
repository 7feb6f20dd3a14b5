-- The library that a person last looked at what is new in.
CREATE TABLE look (
    actor    TEXT PRIMARY KEY,
    practice TEXT NOT NULL,
    library  TEXT NOT NULL REFERENCES snapshot (digest),
    at       TEXT NOT NULL
) STRICT;

-- A pathway that somebody looked for and did not find, in their own words.
CREATE TABLE wish (
    id       TEXT PRIMARY KEY,
    practice TEXT NOT NULL,
    actor    TEXT NOT NULL,
    name     TEXT NOT NULL,
    words    TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;
CREATE INDEX wish_by_practice ON wish (practice, at, id);
