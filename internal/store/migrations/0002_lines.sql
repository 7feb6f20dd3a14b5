-- The line of a list, once the consultation has ended: its last body holds the
-- whole decision, which a list does not want. A draft's line is read from its
-- body, so that an answer still adds a revision and nothing else.
ALTER TABLE consultation ADD COLUMN line TEXT;
