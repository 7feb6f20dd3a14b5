-- A picture that goes with a letter, in the sizes that it is shown in. What is
-- known of it stands in the revision. It is deleted with a draft.
CREATE TABLE picture (
    consultation TEXT NOT NULL REFERENCES consultation (id),
    id           TEXT NOT NULL,
    whole        BLOB NOT NULL,
    letter       BLOB NOT NULL,
    thumb        BLOB NOT NULL,
    PRIMARY KEY (consultation, id)
) STRICT;
