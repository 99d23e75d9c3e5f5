// The evidence of many claims in packed parallel columns, in a handful of records: the driver copies a record together
// from the pieces in which it arrives, and the larger it is the more often.
//
// With no claim asked for, $q.unscoped lets every link through, whatever claims it holds for.
//
// The claims asked for widen to those asserted the same, and by one step to the claims that exclude one of these, with what is
// asserted the same as such a rival: by CONTRADICTS in either direction, and by another value of the same item, for which the
// items and values of the moment are sought in the indexes of claims and of their former records. From each of them, and from each source in $q.also, ONE directed traversal without a depth bound
// reaches every source, because statements and corroborations point from the claim: it stays
// VarLengthExpand(Pruning,BFS), which visits a relationship once however many paths lead through it. The far end of a
// traversal has no label in its pattern: with one, the planner may scan the label and look for all paths between two known
// ends, of which a dense graph has more than can ever be counted. Every further part starts from what is bound already and
// expands one step, so no label or relationship type is scanned.
//
// Interests are in a claim, or in the topic of a tag that one has at the moment; who holds them need not be here otherwise.
//
// A record stands at $q.known (nanoseconds; null = now) when it was made by then and not retracted by then. The traversals
// look at that; rows are sent as they are and sorted out by the caller, which keeps this text, and the time it takes to
// plan it, small. A node that was recorded again since has its former values in past.
//
// Links name their ends by the numbers that Neo4j gives its nodes, valid within this answer: ten times cheaper to read
// than ids. The properties of a relationship are read at once, which walks them once. Links that say nothing but the usual
// come in groups of one type and one record, [type, recordedAt, collector, method, recordedFrom, froms, tos, quotes, rest],
// each group in a record of its own; their ids follow from that. A link that says more is [from, to, properties] in rest.
//
// What is in no column comes with all the properties of the record: <plain source> is the condition that the columns say
// all of it. It is made of the tables of package evidence, see plain.go, so that no property can be forgotten here.
// plan: CartesianProduct because both sides of it are one row: the graph's node and the list of claims.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND $q.claims AS id
  MATCH (named:Claim {id: id})
  WITH DISTINCT named
  MATCH (named)-[path:SAME_AS*0..]->(c)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT c
  RETURN collect(c) AS own
}
CALL (own) {
  UNWIND own AS c
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
  MATCH (c)-[r:CONTRADICTS]-(x)
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  RETURN collect(DISTINCT x) AS opponents
}
CALL (own, others, opponents) {
  UNWIND own + others + opponents AS rival
  WITH DISTINCT rival
  MATCH (rival)-[path:SAME_AS*0..]->(c)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT c
  RETURN collect(c) AS asked, collect(c.id) AS scope, collect(id(c)) AS claimNodes
}
CALL (asked, scope) {
  CALL (asked) {
    UNWIND asked AS c
    RETURN c
    UNION
    UNWIND $q.also AS id
    MATCH (c:Source {id: id})
    RETURN c
  }
  MATCH (c)-[path:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*0..]->(s)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND (r.claims IS NULL OR $q.unscoped OR any(x IN r.claims WHERE x IN scope)))
  WITH DISTINCT s WHERE s:Source
  WITH s LIMIT $q.limit + 1
  RETURN collect(s) AS reached
}
WITH g, scope, claimNodes, size(reached) AS reach,
  CASE WHEN size(reached) > $q.limit THEN [] ELSE asked END AS claims,
  CASE WHEN size(reached) > $q.limit THEN [] ELSE reached END AS sources
CALL (sources) {
  UNWIND sources AS s
  WITH id(s) AS n, properties(s) AS p
  RETURN collect(n) AS sourceNodes, collect(p.id) AS sourceIds, collect(p.kind) AS sourceKinds, collect(p.recordedAt) AS sourceTimes,
    collect(coalesce(p.title, '')) AS sourceTitles, collect(coalesce(p.url, '')) AS sourceUrls,
    collect(coalesce(p.canonicalUrl, '')) AS sourceCanonicals, collect(coalesce(p.outlet, '')) AS sourceOutlets,
    collect(coalesce(p.publishedAt, '')) AS sourceDates, collect(coalesce(p.fingerprint, '')) AS sourceFingerprints,
    collect(CASE WHEN NOT (<plain source>) THEN p END) AS sourceRows
}
CALL (claims) {
  UNWIND claims AS c
  MATCH (c)-[r:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY]->(s)
  WITH id(c) AS a, id(s) AS b, type(r) AS type, properties(r) AS p
  WITH a, b, type, p, p.group IS NULL AND <plain statement> AS usual
  WITH type, p.recordedAt AS at, p.collector AS by, p.method AS method, p.recordedFrom AS origin,
    collect(CASE WHEN usual THEN a END) AS froms, collect(CASE WHEN usual THEN b END) AS tos,
    collect(CASE WHEN usual THEN coalesce(p.quotes, '') END) AS quotes, collect(CASE WHEN NOT usual THEN [a, b, p] END) AS rest
  RETURN collect([type, at, by, method, origin, froms, tos, quotes, rest]) AS statementGroups
}
CALL (sources) {
  UNWIND sources AS s
  MATCH (s)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS|CONFIRMED]->(t)
  WITH id(s) AS a, id(t) AS b, type(r) AS type, properties(r) AS p
  WITH a, b, type, p, type <> 'CONFIRMED' AND p.group IS NULL AND <plain derivation> AS usual
  WITH type, p.recordedAt AS at, p.collector AS by, p.method AS method, p.recordedFrom AS origin,
    collect(CASE WHEN usual THEN a END) AS froms, collect(CASE WHEN usual THEN b END) AS tos,
    collect(CASE WHEN usual THEN coalesce(p.quotes, '') END) AS quotes, collect(CASE WHEN NOT usual THEN [a, b, p] END) AS rest
  RETURN collect([type, at, by, method, origin, froms, tos, quotes, rest]) AS derivationGroups
}
CALL (sources) {
  UNWIND sources AS s
  WITH s WHERE s.recordedAt > $q.known
  MATCH (s)-[:WAS]->(v)
  RETURN collect(properties(v)) AS sourcePast
}
CALL (sourceOutlets, sourceRows, sourcePast) {
  UNWIND [sourceOutlets, $q.also] + [row IN sourceRows | coalesce(row.authors, [])]
    + [row IN sourcePast | [row.outlet] + coalesce(row.authors, [])] AS ids
  UNWIND ids AS id
  WITH DISTINCT id
  MATCH (n:Outlet|Organization|Person {id: id})
  WITH DISTINCT n
  MATCH (n)-[path:OWNED_BY|FUNDED_BY|SAME_AS*0..]->(h)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
  WITH DISTINCT h
  RETURN collect(h) AS holders
}
CALL (claims, holders) {
  UNWIND claims + holders AS n
  OPTIONAL MATCH (n)-[:WAS]->(v) WHERE n.recordedAt > $q.known
  WITH n, collect(properties(v)) AS past
  RETURN collect(properties(n)) AS nodeRows, collect(past) AS nodePast
}
CALL (claims, holders) {
  UNWIND claims + holders AS n
  MATCH (n)-[r:OWNED_BY|FUNDED_BY|SAME_AS|CONTRADICTS|LEANS]->(m)
  RETURN collect([type(r), n.id, m.id, properties(r)]) AS linkRows
}
CALL (claims) {
  UNWIND claims AS c
  MATCH (c)-[:WAS*0..1]->(v)
  WHERE (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
  UNWIND v.tags AS tag
  WITH DISTINCT 'topic:' + tag AS id
  MATCH (t:Topic {id: id})
  RETURN collect(t) AS topics
}
CALL (claims, topics) {
  UNWIND claims + topics AS n
  MATCH (n)<-[r:HAS_INTEREST_IN]-(h)
  RETURN collect([type(r), h.id, n.id, properties(r)]) AS interestRows
}
UNWIND [
  {epoch: g.epoch, writtenAt: g.writtenAt, reach: reach, scope: scope, claimNodes: claimNodes, nodeRows: nodeRows, nodePast: nodePast, linkRows: linkRows + interestRows,
    sourcePast: sourcePast, sourceRows: sourceRows},
  {sourceNodes: sourceNodes, sourceIds: sourceIds, sourceKinds: sourceKinds, sourceTimes: sourceTimes},
  {sourceTitles: sourceTitles, sourceUrls: sourceUrls},
  {sourceCanonicals: sourceCanonicals, sourceOutlets: sourceOutlets, sourceDates: sourceDates, sourceFingerprints: sourceFingerprints}
] + [g IN statementGroups | {statementGroup: g}] + [g IN derivationGroups | {derivationGroup: g}] AS part
RETURN part
