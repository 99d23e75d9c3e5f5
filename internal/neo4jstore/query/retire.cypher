// Makes latest records former ones: retracted, unless they were, and with an id that leaves the link's own to the record
// that follows. A seek by element id, known from a read in the same transaction.
UNWIND $q.elements AS element
MATCH ()-[r]->() WHERE elementId(r) = element
SET r.id = r.id + '@' + randomUUID(), r.retractedAt = coalesce(r.retractedAt, $q.at)
