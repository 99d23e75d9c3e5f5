// New relationships from a source to one it takes from: a row is [type, from, to, properties]. A seek in a unique index
// at each end.
// plan: CartesianProduct because each side of it is at most one row, found by its id.
UNWIND $q.rows AS row
MATCH (a:Source {id: row[1]})
MATCH (b:Source {id: row[2]})
CREATE (a)-[r:$(row[0])]->(b)
SET r = row[3]
RETURN count(*) AS made
