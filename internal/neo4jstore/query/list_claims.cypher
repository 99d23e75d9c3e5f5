// One page of claims.
//
// Exactly one branch runs, the one that $by names: the narrowest way in that the filter offers, each a seek in an index
// ("page" reads no more of the ordered index than one page, "all" the whole of it). What is left of the filter is looked
// at node by node, on the record that stands at the moment. Only then the list is ordered and cut.
// $known (nanoseconds; null = now) says which records stand, $valid (a day; null = any) and $undated which sources were out.
CALL () {
  WITH 1 AS one WHERE $by = 'ids'
  UNWIND $ids AS id MATCH (n:Claim {id: id}) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'item'
  MATCH (n:Claim {item: $item}) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'verdicts'
  UNWIND $verdicts AS verdict MATCH (:ClaimReview {verdict: verdict})-[:REVIEWS]->(n:Claim) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'outlets'
  UNWIND $outlets AS id MATCH (:Outlet {id: id})<-[:PUBLISHED_BY]-(:Source)<-[:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]-(n:Claim) RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'days'
  MATCH (n:Claim) WHERE coalesce($from, '') <= n.day <= coalesce($to, '9999-12-31') RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'page'
  MATCH (n:Claim) WHERE n.id > coalesce($after[1], '') WITH n ORDER BY n.id LIMIT $take RETURN n
  UNION
  WITH 1 AS one WHERE $by = 'all'
  MATCH (n:Claim) WHERE n.id > '' RETURN n
}
MATCH (n)-[:WAS*0..1]->(v)
WHERE (v.retractedAt IS NULL OR v.retractedAt > $known) AND ($known IS NULL OR v.recordedAt <= $known)
  AND ($ids IS NULL OR v.id IN $ids)
  AND ($from IS NULL OR v.day >= $from) AND ($to IS NULL OR v.day <= $to)
  AND ($words IS NULL OR all(word IN $words WHERE toLower(v.text) CONTAINS word))
  AND ($tag IS NULL OR $tag IN v.tags)
  AND ($item IS NULL OR v.item = $item)
  AND ($verdicts IS NULL OR EXISTS { MATCH (w)-[:REVIEWS]->(n) WHERE w.verdict IN $verdicts AND (w.retractedAt IS NULL OR w.retractedAt > $known) AND ($known IS NULL OR w.recordedAt <= $known) })
  AND ($outlets IS NULL OR EXISTS { MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]->(s:Source)-[:WAS*0..1]->(x) WHERE x.outlet IN $outlets
    AND (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known)
    AND (x.retractedAt IS NULL OR x.retractedAt > $known) AND ($known IS NULL OR x.recordedAt <= $known)
    AND ($valid IS NULL OR x.day <= $valid OR (x.day IS NULL AND $undated)) })
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
