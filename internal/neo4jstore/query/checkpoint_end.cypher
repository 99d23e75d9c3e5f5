// Takes the mark of a work away that is over. A seek in a unique index.
MATCH (m:Milestone {work: $q.work})
DELETE m
RETURN count(*) AS gone
