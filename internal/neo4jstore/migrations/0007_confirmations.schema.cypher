// Confirmations: a relationship of a source to itself, looked up by its id, and which of them have been retracted, for counts.
CREATE CONSTRAINT confirmed_id IF NOT EXISTS FOR ()-[r:CONFIRMED]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX confirmed_retracted IF NOT EXISTS FOR ()-[r:CONFIRMED]-() ON (r.retractedAt);
