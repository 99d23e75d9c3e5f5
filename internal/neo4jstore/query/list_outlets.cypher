// One page of outlets.
//
// Exactly one branch runs, the one that $q.by names: the narrowest way in that the filter offers, each a seek in an index
// ("page" reads no more of the ordered index than one page, "all" the whole of it). What is left of the filter is looked
// at node by node, on the record that stands at the moment. The rows are ordered before they are collected: a list that
// rows carry along counts against Neo4j's memory once a row. Only a count needs all of them. By date, undated ones are last in
// both directions ('~' is behind every day); $q.rising says that the page is read in the order of rising days.
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
CALL () {
  WITH 1 AS one WHERE $q.by = 'ids'
  UNWIND $q.ids AS id MATCH (n:Outlet {id: id}) RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'page'
  MATCH (n:Outlet) WHERE n.id > coalesce($q.after[1], '') WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'all'
  MATCH (n:Outlet) WHERE n.id > '' RETURN n
}
MATCH (n)-[:WAS*0..1]->(v)
WHERE (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
  AND ($q.ids IS NULL OR v.id IN $q.ids)
  AND ($q.domains IS NULL OR any(d IN v.domains WHERE d IN $q.domains))
WITH v, CASE WHEN $q.newest THEN coalesce(v.day, '') WHEN $q.oldest THEN coalesce(v.day, '~') ELSE '' END AS day, v.id AS id
WHERE $q.count OR (($q.after IS NULL OR (day <> $q.after[0] AND (day > $q.after[0]) = $q.oldest) OR (day = $q.after[0] AND id > $q.after[1]))
      AND ($q.before IS NULL OR (day <> $q.before[0] AND (day < $q.before[0]) = $q.oldest) OR (day = $q.before[0] AND id < $q.before[1])))
WITH v, day, id
ORDER BY CASE WHEN $q.rising THEN day END, CASE WHEN NOT $q.rising THEN day END DESC, CASE WHEN $q.backwards THEN id END DESC, id
LIMIT CASE WHEN $q.count THEN 2147483647 ELSE $q.take END
WITH count(*) AS total, collect(CASE WHEN ($q.after IS NULL OR (day <> $q.after[0] AND (day > $q.after[0]) = $q.oldest) OR (day = $q.after[0] AND id > $q.after[1]))
      AND ($q.before IS NULL OR (day <> $q.before[0] AND (day < $q.before[0]) = $q.oldest) OR (day = $q.before[0] AND id < $q.before[1]))
      THEN [day, v] END)[..$q.take] AS page
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, total, [f IN page | [f[0], properties(f[1])]] AS rows
