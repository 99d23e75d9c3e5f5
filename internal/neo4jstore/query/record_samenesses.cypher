// The latest records of samenesses by id, each of which is two relationships. Every branch is a seek in one unique index
// for each id.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
CALL () {
  UNWIND $q.ids.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#0'}]->(b) USING INDEX SEEK r:SAME_AS(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#1'}]->(b) USING INDEX SEEK r:SAME_AS(id) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
