// The latest records of samenesses by id, each of which is two relationships. Every branch is a seek in one unique index
// for each id.
CALL () {
  UNWIND $q.ids.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#0'}]->(b) RETURN a, r, b
  UNION ALL
  UNWIND $q.ids.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#1'}]->(b) RETURN a, r, b
}
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
