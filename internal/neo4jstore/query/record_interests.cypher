// The latest records of interests and leanings by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
CALL () {
  UNWIND $q.ids.hasInterestIn AS id MATCH (a)-[r:HAS_INTEREST_IN {id: id}]->(b) USING INDEX SEEK r:HAS_INTEREST_IN(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.leans AS id MATCH (a)-[r:LEANS {id: id}]->(b) USING INDEX SEEK r:LEANS(id) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
