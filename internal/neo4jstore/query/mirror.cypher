// The relationships that mirror what a source or review names: a row is [id, type, id named]. Seeks in unique indexes
// on both sides.
// plan: CartesianProduct because each side of it is at most one row, found by its id.
UNWIND $q.rows AS row
MATCH (n:Source|ClaimReview {id: row[0]})
MATCH (m:Claim|Source|Outlet|Person {id: row[2]})
CREATE (n)-[:$(row[1])]->(m)
RETURN count(*) AS made
