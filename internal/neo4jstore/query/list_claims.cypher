// One page of claims.
//
// Exactly one branch runs, the one that $q.by names: the narrowest way in that the filter offers, each a seek in an index
// ("page" reads no more of the ordered index than one page, "all" the whole of it). What is left of the filter is looked
// at node by node, on the record that stands at the moment. The rows are ordered before they are collected: a list that
// rows carry along counts against Neo4j's memory once a row. Only a count needs all of them. By date, undated ones are last in
// both directions ('~' is behind every day); $q.rising says that the page is read in the order of rising days.
// Texts are compared as evidence.Fold folds them; those in ASCII only need their letters lowered.
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
CALL () {
  WITH 1 AS one WHERE $q.by = 'ids'
  UNWIND $q.ids AS id MATCH (n:Claim {id: id}) RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'item'
  MATCH (n:Claim {item: $q.item}) RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'verdicts'
  UNWIND $q.verdicts AS verdict MATCH (:ClaimReview {verdict: verdict})-[:REVIEWS]->(n:Claim) RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'outlets'
  UNWIND $q.outlets AS id MATCH (:Outlet {id: id})<-[:PUBLISHED_BY]-(:Source)<-[:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]-(n:Claim) RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'days'
  MATCH (n:Claim) WHERE coalesce($q.from, '') <= n.day <= coalesce($q.to, '9999-12-31T23:59Z') RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'page'
  MATCH (n:Claim) WHERE n.id > coalesce($q.after[1], '') WITH n ORDER BY n.id LIMIT $q.take RETURN n
  UNION
  WITH 1 AS one WHERE $q.by = 'all'
  MATCH (n:Claim) WHERE n.id > '' RETURN n
}
MATCH (n)-[:WAS*0..1]->(v)
WHERE (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
  AND ($q.ids IS NULL OR v.id IN $q.ids)
  AND ($q.from IS NULL OR v.day >= $q.from) AND ($q.to IS NULL OR v.day <= $q.to)
  AND ($q.words IS NULL OR all(word IN $q.words WHERE coalesce(v.foldedText, toLower(v.text)) CONTAINS word))
  AND ($q.tag IS NULL OR $q.tag IN v.tags)
  AND ($q.item IS NULL OR v.item = $q.item)
  AND ($q.verdicts IS NULL OR EXISTS { MATCH (w)-[:REVIEWS]->(n) WHERE w.verdict IN $q.verdicts AND (w.retractedAt IS NULL OR w.retractedAt > $q.known) AND ($q.known IS NULL OR w.recordedAt <= $q.known) })
  AND ($q.outlets IS NULL OR EXISTS { MATCH (n)-[r:SUPPORTED_BY|REFUTED_BY|MENTIONED_BY]->(s:Source)-[:WAS*0..1]->(x) WHERE x.outlet IN $q.outlets
    AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known)
    AND ($q.valid IS NULL OR x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
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
