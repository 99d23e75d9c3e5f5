// The first edge between each two nodes that follow one another in $q.ids, over the types in $q.types, in the order of the type in
// $q.order and of the link's id: two seeks by id and the relationships between them. A row is [type, tail, head, properties].
// plan: CartesianProduct because both sides of it are one row, each found by its id.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND range(0, size($q.ids) - 2) AS i
  CALL (i) {
    MATCH (n:Claim|Source|Outlet|Organization|Person {id: $q.ids[i]}), (m:Claim|Source|Outlet|Organization|Person {id: $q.ids[i + 1]})
    MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY|SAME_AS|CONTRADICTS|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|OWNED_BY|FUNDED_BY|PUBLISHED_BY|AUTHORED_BY]-(m)
    WHERE r.retractedAt IS NULL AND type(r) IN $q.types AND (r.status IS NULL OR r.status <> 'REJECTED')
    WITH r, [k IN range(0, size($q.order) - 1) WHERE $q.order[k] = type(r)][0] AS rank, coalesce(r.group, split(r.id, '@')[0], '') AS link
    ORDER BY rank, link LIMIT 1
    RETURN [type(r), startNode(r).id, endNode(r).id, properties(r)] AS row
  }
  WITH i, row ORDER BY i
  RETURN collect(row) AS rows
}
RETURN g.epoch AS epoch, rows
