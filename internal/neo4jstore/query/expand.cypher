// One step from each of the nodes in $q.ids, over the types in $q.types, in whichever direction: the place of the node in the list and the
// id of what is one edge away, in two packed columns of at most $q.limit rows. Each node is a seek by id; what is one edge away must be
// a thing as it is now, and no fact check.
// plan: CartesianProduct because both sides of it are one row: the graph's node, and two lists.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND range(0, size($q.ids) - 1) AS i
  MATCH (n:Claim|Source|Outlet|Organization|Person {id: $q.ids[i]})
  MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY|SAME_AS|CONTRADICTS|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|OWNED_BY|FUNDED_BY|PUBLISHED_BY|AUTHORED_BY]-()
  WHERE r.retractedAt IS NULL AND type(r) IN $q.types AND (r.status IS NULL OR r.status <> 'REJECTED')
  WITH i, CASE WHEN startNode(r) = n THEN endNode(r) ELSE startNode(r) END AS m
  WHERE m:Claim|Source|Outlet|Organization|Person
  WITH DISTINCT i, m.id AS other LIMIT $q.limit
  RETURN collect(i) AS places, collect(other) AS others
}
RETURN g.epoch AS epoch, places, others
