// The latest records of relations between claims by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
CALL () {
  UNWIND $q.ids.partOf AS id MATCH (a)-[r:PART_OF {id: id}]->(b) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.contradicts AS id MATCH (a)-[r:CONTRADICTS {id: id}]->(b) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
