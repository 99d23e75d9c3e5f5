// The records that stood at $q.known of links whose latest record is younger: $q.latest are the element ids of the latest
// records' relationships, known from a read just before; the former ones join the same two nodes, so they are found by
// expanding into the pair. The relationships of a group are told apart by their place in it.
UNWIND $q.latest AS element
MATCH (a)-[l]->(b) WHERE elementId(l) = element
MATCH (a)-[r]->(b)
WHERE type(r) = type(l) AND r.id STARTS WITH l.id + '@' AND r.recordedAt <= $q.known AND r.retractedAt > $q.known
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
