// Nodes with new values: a row is [id, properties]. The former values stay behind in a revision, and with them copies of
// the relationships that mirror what the node named. The planner turns the labels into one seek each in a unique index.
UNWIND $q.rows AS row
MATCH (n:Claim|Source|Outlet|Organization|Person|ClaimReview {id: row[0]})
CREATE (n)-[:WAS]->(v:Revision)
SET v = properties(n), v.retractedAt = $q.at
SET n = row[1]
WITH n, v
MATCH (n)-[r:PUBLISHED_BY|AUTHORED_BY|REVIEWS|CITES]->(m)
WHERE n:ClaimReview OR type(r) <> 'CITES'
CREATE (v)-[:$(type(r))]->(m)
