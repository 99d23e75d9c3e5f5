// The latest records of corroborations by id. The first relationship of each is a seek in a unique index, the rest are
// found at the same claim; former records carry a mark in their ids.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
UNWIND $q.ids.corroboratedBy AS id
MATCH (a)-[first:CORROBORATED_BY {id: id + '#0'}]->()
USING INDEX SEEK first:CORROBORATED_BY(id)
MATCH (a)-[r:CORROBORATED_BY {group: id}]->(b)
WHERE NOT r.id CONTAINS '@'
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
