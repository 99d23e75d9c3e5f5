// The latest records of corroborations by id. The first relationship of each is a seek in a unique index, the rest are
// found at the same claim; former records carry a mark in their ids.
UNWIND $q.ids.corroboratedBy AS id
MATCH (a)-[:CORROBORATED_BY {id: id + '#0'}]->()
MATCH (a)-[r:CORROBORATED_BY {group: id}]->(b)
WHERE NOT r.id CONTAINS '@'
RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
