// What waits for a person to review it: derivations by status, in the order of their ids.
CREATE INDEX cites_status IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.status, r.id);
CREATE INDEX quotes_status IF NOT EXISTS FOR ()-[r:QUOTES]-() ON (r.status, r.id);
CREATE INDEX syndicates_status IF NOT EXISTS FOR ()-[r:SYNDICATES]-() ON (r.status, r.id);
CREATE INDEX translates_status IF NOT EXISTS FOR ()-[r:TRANSLATES]-() ON (r.status, r.id);
CREATE INDEX derived_from_status IF NOT EXISTS FOR ()-[r:DERIVED_FROM]-() ON (r.status, r.id);
CREATE INDEX copies_status IF NOT EXISTS FOR ()-[r:COPIES]-() ON (r.status, r.id);
