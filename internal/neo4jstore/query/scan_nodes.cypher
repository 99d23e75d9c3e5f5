// The next nodes of one label, as they stand, in the order of their ids: a range of a unique index, no more of it than is
// taken. Exactly one branch runs, the one of the label that $q.by names. $q.after is the last id that was taken, '' = none.
CALL () {
  WITH 1 AS one WHERE $q.by = 'Organization'
  MATCH (n:Organization) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'Person'
  MATCH (n:Person) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'Outlet'
  MATCH (n:Outlet) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'Source'
  MATCH (n:Source) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'Claim'
  MATCH (n:Claim) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'ClaimReview'
  MATCH (n:ClaimReview) WHERE n.id > $q.after WITH n ORDER BY n.id LIMIT $q.take RETURN n
}
WITH collect(properties(n)) AS nodes
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, nodes
