// Marks standing records as retracted, with who did it and why. A seek by element id, known from a read in the same
// transaction.
UNWIND $q.elements AS element
MATCH ()-[r]->() WHERE elementId(r) = element
SET r.retractedAt = $q.at, r.retractedBy = $q.collector, r.retractedBecause = $q.reason
