// The latest records of ownerships and fundings by id, a list for each relationship type: a record that was retracted is returned, former
// ones are not. Every branch is a seek in one unique index for each id.
CALL () {
  UNWIND $q.ids.ownedBy AS id MATCH (a)-[r:OWNED_BY {id: id}]->(b) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.fundedBy AS id MATCH (a)-[r:FUNDED_BY {id: id}]->(b) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
