// New relationships from a claim to a source: a row is [type, claim, source, properties]. A seek in a unique index at
// each end; the type's uniqueness constraint refuses what exists.
// plan: CartesianProduct because each side of it is at most one row, found by its id.
UNWIND $q.rows AS row
MATCH (a:Claim {id: row[1]})
MATCH (b:Source {id: row[2]})
CREATE (a)-[r:$(row[0])]->(b)
SET r = row[3]
RETURN count(*) AS made
