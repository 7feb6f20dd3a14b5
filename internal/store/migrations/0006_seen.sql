-- That somebody has seen what leads a consultation elsewhere, so that lists say
-- no more of it. rows is JSON: which rows led then.
CREATE TABLE seen (
    consultation TEXT PRIMARY KEY REFERENCES consultation (id),
    actor        TEXT NOT NULL,
    name         TEXT NOT NULL,
    rows         TEXT NOT NULL,
    at           TEXT NOT NULL
) STRICT;
