// New relationships between nodes of any kinds: a row is [type, tail, head, properties]. One seek for each label in its
// unique index, at each end; for the types of which there are few.
// plan: CartesianProduct because each side of it is at most one row, found by its id.
UNWIND $q.rows AS row
MATCH (a:Claim|Source|Outlet|Organization|Person {id: row[1]})
MATCH (b:Claim|Source|Outlet|Organization|Person|Topic {id: row[2]})
CREATE (a)-[r:$(row[0])]->(b)
SET r = row[3]
RETURN count(*) AS made
