// The ids of the claims that rest, at any depth, on one of the nodes in $q.on, or have one of $q.tags, and, with $q.rivals, of those that exclude one
// of these by one step, and are the same as such a one, as in subgraphs.cypher: one record, one packed column.
//
// The walks go downstream from sources: those given, and those published or written by a holder given, or by one below it.
// A link with a scope holds for some claims only, which a walk that ends at many claims cannot know. So one walk takes the
// links without a scope, and serves every claim; and from each claim that a scope on the way names one walk goes upstream,
// through what is in scope for it and those asserted the same: that is little where the way down is wide. Every walk is a
// VarLengthExpand(Pruning,BFS), and every other part a seek or one step from what is bound; only for tags all claims are looked at, as a
// list by tag does.
// $q.known (nanoseconds; null = now) says which links stand. Who published and wrote a source is as it is recorded now.
// plan: CartesianProduct because both sides of it are one row: the graph's node, and a list.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND $q.on AS id
  MATCH (h:Outlet|Organization|Person {id: id})
  WITH DISTINCT h
  MATCH (h)<-[path:OWNED_BY|FUNDED_BY|SAME_AS*0..]-(x)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT x
  MATCH (x)<-[:PUBLISHED_BY|AUTHORED_BY]-(s:Source)
  RETURN collect(DISTINCT s) AS published
}
CALL () {
  UNWIND $q.on AS id
  MATCH (s:Source {id: id})
  RETURN collect(DISTINCT s) AS given
}
CALL () {
  UNWIND $q.on AS id
  MATCH (c:Claim {id: id})
  RETURN collect(DISTINCT c) AS themselves
}
CALL () {
  WITH 1 AS one WHERE size($q.tags) > 0
  MATCH (c:Claim) WHERE c.id > ''
  MATCH (c)-[:WAS*0..1]->(v)
  WHERE any(tag IN v.tags WHERE tag IN $q.tags)
    AND (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
  RETURN collect(DISTINCT c) AS tagged
}
WITH g, themselves + tagged AS themselves, given + published AS starts
CALL (starts) {
  UNWIND starts AS s
  MATCH (s)<-[path:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*0..]-(d)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND r.claims IS NULL)
  WITH DISTINCT d
  MATCH (d)<-[r:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY]-(c:Claim)
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  RETURN collect(DISTINCT c) AS always
}
CALL (starts) {
  UNWIND starts AS s
  MATCH (s)<-[path:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*0..]-(d)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT d
  MATCH (d)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->()
  WHERE r.claims IS NOT NULL
  UNWIND r.claims AS id
  WITH DISTINCT id
  MATCH (x:Claim {id: id})
  RETURN collect(x) AS named
}
CALL (starts, named) {
  UNWIND named AS x
  MATCH (x)-[path:SAME_AS*0..]->(c)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT x, c
  WITH x, collect(c) AS class, collect(c.id) AS scope
  UNWIND class AS c
  MATCH (c)-[path:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*1..]->(s)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND (r.claims IS NULL OR any(id IN r.claims WHERE id IN scope)))
  WITH DISTINCT x, s
  WHERE s IN starts
  RETURN collect(DISTINCT x) AS scoped
}
CALL (themselves, always, scoped) {
  UNWIND themselves + always + scoped AS c
  WITH DISTINCT c
  MATCH (c)-[path:SAME_AS*0..]->(n)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT n
  RETURN collect(n) AS own
}
CALL (own) {
  UNWIND own AS c
  WITH c WHERE $q.rivals
  MATCH (c)-[:WAS*0..1]->(v)
  WHERE v.item IS NOT NULL AND v.value IS NOT NULL
    AND (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
  WITH DISTINCT v.item AS item, v.value AS value
  CALL (item) {
    MATCH (x:Claim {item: item}) RETURN x
    UNION
    MATCH (w:Revision {item: item}) WHERE $q.known IS NOT NULL
    MATCH (w)<-[:WAS]-(x) RETURN x
  }
  WITH item, value, x
  MATCH (x)-[:WAS*0..1]->(w)
  WHERE w.item = item AND w.value <> value
    AND (w.retractedAt IS NULL OR w.retractedAt > $q.known) AND ($q.known IS NULL OR w.recordedAt <= $q.known)
  RETURN collect(DISTINCT x) AS others
}
CALL (own) {
  UNWIND own AS c
  WITH c WHERE $q.rivals
  MATCH (c)-[r:CONTRADICTS]-(x)
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  RETURN collect(DISTINCT x) AS opponents
}
CALL (own, others, opponents) {
  UNWIND own + others + opponents AS c
  WITH DISTINCT c
  MATCH (c)-[path:SAME_AS*0..]->(n)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT n
  RETURN collect(n.id) AS ids
}
RETURN g.epoch AS epoch, ids
