// The latest records of relations between claims by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
CALL () {
  UNWIND $q.ids.partOf AS id MATCH (a)-[r:PART_OF {id: id}]->(b) USING INDEX SEEK r:PART_OF(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.contradicts AS id MATCH (a)-[r:CONTRADICTS {id: id}]->(b) USING INDEX SEEK r:CONTRADICTS(id) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
