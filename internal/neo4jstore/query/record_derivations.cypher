// The latest records of derivations by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
// Each index is named because in a graph without links Neo4j plans to scan it, and keeps to that while an import fills the graph.
CALL () {
  UNWIND $q.ids.cites AS id MATCH (a)-[r:CITES {id: id}]->(b) USING INDEX SEEK r:CITES(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.quotes AS id MATCH (a)-[r:QUOTES {id: id}]->(b) USING INDEX SEEK r:QUOTES(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.syndicates AS id MATCH (a)-[r:SYNDICATES {id: id}]->(b) USING INDEX SEEK r:SYNDICATES(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.translates AS id MATCH (a)-[r:TRANSLATES {id: id}]->(b) USING INDEX SEEK r:TRANSLATES(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.derivedFrom AS id MATCH (a)-[r:DERIVED_FROM {id: id}]->(b) USING INDEX SEEK r:DERIVED_FROM(id) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.copies AS id MATCH (a)-[r:COPIES {id: id}]->(b) USING INDEX SEEK r:COPIES(id) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
