// One page of sources.
//
// Exactly one branch runs, the one that $by names: the narrowest way in that the filter offers, each a seek in an index
// ("page" reads no more of the ordered index than one page, "all" the whole of it). What is left of the filter is looked
// at node by node, on the record that stands at the moment. Only then the list is ordered and cut.
// $known (nanoseconds; null = now) says which records stand, $valid (a day; null = any) and $undated which sources were out.
CALL () {
  WITH 1 AS one WHERE $by = 'ids'
  UNWIND $ids AS id MATCH (n:Source {id: id}) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'url'
  MATCH (n:Source {canonicalUrl: $url}) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'claims'
  UNWIND $claims AS id MATCH (:Claim {id: id})-[:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]->(n:Source) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'cited'
  UNWIND $citedBy AS id MATCH (:ClaimReview {id: id})-[:CITES]->(n:Source) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'outlets'
  UNWIND $outlets AS id MATCH (:Outlet {id: id})<-[:PUBLISHED_BY]-(n:Source) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'days'
  MATCH (n:Source) WHERE coalesce($from, '') <= n.day <= coalesce($to, '9999-12-31') RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'page'
  MATCH (n:Source) WHERE n.id > coalesce($after[1], '') WITH n ORDER BY n.id LIMIT $take RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'all'
  MATCH (n:Source) WHERE n.id > '' RETURN n
}
MATCH (n)-[:WAS*0..1]->(v)
WHERE (v.retractedAt IS NULL OR v.retractedAt > $known) AND ($known IS NULL OR v.recordedAt <= $known)
  AND ($ids IS NULL OR v.id IN $ids)
  AND ($from IS NULL OR v.day >= $from) AND ($to IS NULL OR v.day <= $to)
  AND ($valid IS NULL OR v.day <= $valid OR (v.day IS NULL AND $undated))
  AND ($url IS NULL OR v.canonicalUrl = $url)
  AND ($outlets IS NULL OR v.outlet IN $outlets)
  AND ($claims IS NULL OR EXISTS { MATCH (c:Claim)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]->(n) WHERE c.id IN $claims AND (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known) })
  AND ($citedBy IS NULL OR EXISTS { MATCH (w)-[:CITES]->(n) WHERE w.id IN $citedBy AND (w.retractedAt IS NULL OR w.retractedAt > $known) AND ($known IS NULL OR w.recordedAt <= $known) })
WITH collect([CASE WHEN $newest THEN coalesce(v.day, '') ELSE '' END, v.id, v]) AS found
CALL (found) {
  UNWIND found AS f
  WITH f WHERE NOT $backwards AND ($after IS NULL OR f[0] < $after[0] OR (f[0] = $after[0] AND f[1] > $after[1]))
    AND ($before IS NULL OR f[0] > $before[0] OR (f[0] = $before[0] AND f[1] < $before[1]))
  WITH f ORDER BY f[0] DESC, f[1] LIMIT $take
  RETURN collect(f) AS page
}
CALL (found) {
  UNWIND found AS f
  WITH f WHERE $backwards AND ($after IS NULL OR f[0] < $after[0] OR (f[0] = $after[0] AND f[1] > $after[1]))
    AND ($before IS NULL OR f[0] > $before[0] OR (f[0] = $before[0] AND f[1] < $before[1]))
  WITH f ORDER BY f[0], f[1] DESC LIMIT $take
  RETURN collect(f) AS egap
}
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, size(found) AS total, [f IN page + egap | [f[0], properties(f[2])]] AS rows
