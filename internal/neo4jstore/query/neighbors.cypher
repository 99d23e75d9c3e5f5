// What is one edge away from the node $q.id, over the types in $q.types, in whichever direction: how many there are of each type, and one
// page in the order of the type in $q.order, of the neighbor's id and of the link's.
//
// A seek by id and two walks over the node's relationships, of which one counts and one keeps the page. The far end has no name in the
// pattern: with one, the planner may begin there; it must be a thing as it is now, and no fact check. A sameness stands in both directions and is taken in one. Who published and wrote a
// source is no assertion of its own and has no link. A row is [type, tail, head, properties].
// plan: CartesianProduct because both sides of it are one row: the graph's node, and a list.
MATCH (g:Graph {name: 'credence'})
CALL () {
  MATCH (n:Claim|Source|Outlet|Organization|Person {id: $q.id})
  RETURN collect(n) AS found
}
CALL (found) {
  UNWIND found AS n
  MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY|SAME_AS|CONTRADICTS|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|OWNED_BY|FUNDED_BY|PUBLISHED_BY|AUTHORED_BY]-()
  WHERE r.retractedAt IS NULL AND type(r) IN $q.types AND (r.status IS NULL OR r.status <> 'REJECTED')
    AND (type(r) <> 'SAME_AS' OR startNode(r) = n)
  WITH r, CASE WHEN startNode(r) = n THEN endNode(r) ELSE startNode(r) END AS m
  WHERE m:Claim|Source|Outlet|Organization|Person
  WITH type(r) AS type, count(*) AS number
  RETURN collect(type) AS countedTypes, collect(number) AS counts
}
CALL (found) {
  UNWIND found AS n
  MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY|SAME_AS|CONTRADICTS|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|OWNED_BY|FUNDED_BY|PUBLISHED_BY|AUTHORED_BY]-()
  WHERE r.retractedAt IS NULL AND type(r) IN $q.types AND (r.status IS NULL OR r.status <> 'REJECTED')
    AND (type(r) <> 'SAME_AS' OR startNode(r) = n)
  WITH r, CASE WHEN startNode(r) = n THEN endNode(r) ELSE startNode(r) END AS m
  WHERE m:Claim|Source|Outlet|Organization|Person
  WITH r, m, m.id AS other, coalesce(r.group, split(r.id, '@')[0], '') AS link,
    [i IN range(0, size($q.order) - 1) WHERE $q.order[i] = type(r)][0] AS rank
  WHERE $q.after IS NULL OR rank > $q.after[0]
    OR (rank = $q.after[0] AND (other > $q.after[1] OR (other = $q.after[1] AND link > $q.after[2])))
  WITH r, m, other, link, rank ORDER BY rank, other, link LIMIT $q.take
  RETURN collect([type(r), startNode(r).id, endNode(r).id, properties(r)]) AS rows, collect(properties(m)) AS nodes, collect(link) AS links
}
RETURN g.epoch AS epoch, size(found) > 0 AS known, countedTypes, counts, rows, nodes, links
