// The latest records of confirmations by id, each a relationship of a source to itself: a seek in a unique index for each id.
// The index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
UNWIND $q.ids.confirmed AS id
MATCH (a)-[r:CONFIRMED {id: id}]->(b) USING INDEX SEEK r:CONFIRMED(id)
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
