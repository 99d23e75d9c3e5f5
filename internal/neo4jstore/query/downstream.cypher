// The ids of the outlets with a source that takes, by any number of steps, from a source of one of the outlets in $q.outlets:
// one record, one packed column of at most $q.limit.
//
// From the outlets' sources, and those that are the same, one walk goes downstream, over links whatever claims they hold for. It is a
// VarLengthExpand(Pruning,BFS) of at least one derivation: what is only the same as a source takes nothing from it. A fact check
// cites, too, and is no source. $q.known (nanoseconds; null = now) says which links stand. Who published a source is as it is recorded now.
// plan: CartesianProduct because both sides of it are one row: the graph's node, and a list.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND $q.outlets AS id
  MATCH (h:Outlet {id: id})
  WITH DISTINCT h
  MATCH (h)-[path:SAME_AS*0..]->(x)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT x
  MATCH (x)<-[:PUBLISHED_BY]-(s:Source)
  WITH DISTINCT s
  MATCH (s)-[path:SAME_AS*0..]->(t)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT t
  MATCH (t)<-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]-(d:Source)
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  RETURN collect(DISTINCT d) AS nearest
}
CALL (nearest) {
  UNWIND nearest AS s
  MATCH (s)<-[path:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*0..]-(d)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT d
  WHERE d:Source
  MATCH (d)-[:PUBLISHED_BY]->(o:Outlet)
  WITH DISTINCT o.id AS id ORDER BY id LIMIT $q.limit
  RETURN collect(id) AS ids
}
RETURN g.epoch AS epoch, ids
