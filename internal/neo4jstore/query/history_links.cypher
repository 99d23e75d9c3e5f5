// Every record of links: $q.latest are the element ids of the latest records' relationships, known from a read just
// before; the former ones join the same two nodes, so they are found by expanding into the pair.
UNWIND $q.latest AS element
MATCH (a)-[l]->(b) WHERE elementId(l) = element
MATCH (a)-[r]->(b)
WHERE type(r) = type(l) AND (r.id = l.id OR r.id STARTS WITH l.id + '@')
RETURN collect([type(r), a.id, b.id, properties(r)]) AS links
