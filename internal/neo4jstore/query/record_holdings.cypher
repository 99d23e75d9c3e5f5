// The latest records of ownerships and fundings by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
CALL () {
  UNWIND $q.ids.ownedBy AS id MATCH (a)-[r:OWNED_BY {id: id}]->(b) USING INDEX SEEK r:OWNED_BY(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.fundedBy AS id MATCH (a)-[r:FUNDED_BY {id: id}]->(b) USING INDEX SEEK r:FUNDED_BY(id) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
