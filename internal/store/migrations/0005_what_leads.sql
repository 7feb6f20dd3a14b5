-- What a page asks of many consultations at once, without reading any of their
-- bodies: the pathway (empty is a letter without one), who began it, and when.
ALTER TABLE consultation ADD COLUMN pathway TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN starter TEXT NOT NULL DEFAULT '';
ALTER TABLE consultation ADD COLUMN begun TEXT NOT NULL DEFAULT '';
UPDATE consultation SET (pathway, starter, begun) = (
    SELECT coalesce(json_extract(body, '$.pathway.id'), ''), actor, revision.at
    FROM revision WHERE revision.consultation = consultation.id AND version = 1);
CREATE INDEX consultation_by_starter ON consultation (practice, starter, at, id, pathway);

-- A line that was kept before lines said what other pathways held.
UPDATE consultation SET line = json_set(line, '$.leading', (
    SELECT json_extract(body, '$.decision.leading')
    FROM revision WHERE revision.consultation = consultation.id ORDER BY version DESC LIMIT 1))
WHERE line IS NOT NULL AND (
    SELECT json_extract(body, '$.decision.leading')
    FROM revision WHERE revision.consultation = consultation.id ORDER BY version DESC LIMIT 1) IS NOT NULL;
