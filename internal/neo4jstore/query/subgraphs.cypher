// The evidence of many claims, each part in packed parallel columns, in one record.
//
// The claims asked for widen to those asserted the same. From each of them ONE directed traversal without a depth bound
// reaches every source, because statements and corroborations point from the claim: it stays
// VarLengthExpand(Pruning,BFS), which visits a relationship once however many paths lead through it. Every further part
// starts from what is bound already and expands one step, so no label or relationship type is scanned.
//
// A record stands at $known (nanoseconds; null = now) when it was made by then and not retracted by then. The traversals
// look at that; rows are sent as they are and sorted out by the caller, which keeps this text, and the time it takes to
// plan it, small. A node that was recorded again since has its former values in past.
//
// Links name their ends by the numbers that Neo4j gives its nodes, valid within this answer: ten times cheaper to read
// than ids. A row with nothing but the usual values is in the columns only; one with anything more is sent as a map as well.
// plan: CartesianProduct because both sides of it are one row: the graph's node and the list of claims.
MATCH (g:Graph {name: 'credence'})
CALL () {
  UNWIND $claims AS id
  MATCH (:Claim {id: id})-[path:SAME_AS*0..]->(c:Claim)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known))
  WITH DISTINCT c
  RETURN collect(c) AS asked, collect(c.id) AS scope, collect(id(c)) AS claimNodes
}
CALL (asked, scope) {
  UNWIND asked AS c
  MATCH (c)-[path:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY|CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES|SAME_AS*1..]->(s:Source)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known)
    AND (r.claims IS NULL OR any(x IN r.claims WHERE x IN scope)))
  WITH DISTINCT s LIMIT $limit + 1
  RETURN collect(s) AS reached
}
WITH g, scope, claimNodes, size(reached) AS reach,
  CASE WHEN size(reached) > $limit THEN [] ELSE asked END AS claims,
  CASE WHEN size(reached) > $limit THEN [] ELSE reached END AS sources
CALL (sources) {
  UNWIND sources AS s
  RETURN collect(id(s)) AS sourceNodes, collect(s.id) AS sourceIds, collect(s.kind) AS sourceKinds, collect(s.recordedAt) AS sourceTimes,
    collect(CASE WHEN s.title IS NOT NULL OR s.url IS NOT NULL OR s.outlet IS NOT NULL OR s.publishedAt IS NOT NULL
      OR s.authors IS NOT NULL OR s.firsthand IS NOT NULL OR s.reliability IS NOT NULL OR s.language IS NOT NULL
      OR s.withdrawnAt IS NOT NULL OR s.identity <> 'NAMED' THEN properties(s) END) AS sourceRows
}
CALL (claims) {
  UNWIND claims AS c
  MATCH (c)-[r:SUPPORTED_BY|REFUTED_BY|CORROBORATED_BY]->(s)
  RETURN collect(r.id) AS statementIds, collect(id(c)) AS statementClaims, collect(id(s)) AS statementSources,
    collect(type(r)) AS statementTypes, collect(r.recordedAt) AS statementTimes, collect(coalesce(r.collector, '')) AS statementCollectors,
    collect(coalesce(r.method, '')) AS statementMethods, collect(coalesce(r.recordedFrom, '')) AS statementOrigins,
    collect(CASE WHEN r.quotes IS NOT NULL OR r.confidence IS NOT NULL OR r.justification IS NOT NULL OR r.group IS NOT NULL
      OR r.retractedAt IS NOT NULL OR r.strength <> 1.0 THEN properties(r) END) AS statementRows
}
CALL (sources) {
  UNWIND sources AS s
  MATCH (s)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->(t)
  RETURN collect(r.id) AS derivationIds, collect(id(s)) AS derivationFroms, collect(id(t)) AS derivationTos,
    collect(type(r)) AS derivationTypes, collect(r.recordedAt) AS derivationTimes, collect(coalesce(r.collector, '')) AS derivationCollectors,
    collect(coalesce(r.method, '')) AS derivationMethods, collect(coalesce(r.recordedFrom, '')) AS derivationOrigins,
    collect(CASE WHEN r.quotes IS NOT NULL OR r.confidence IS NOT NULL OR r.justification IS NOT NULL OR r.claims IS NOT NULL
      OR r.kappa IS NOT NULL OR r.detector IS NOT NULL OR r.retractedAt IS NOT NULL OR r.weight <> 1.0
      OR r.status <> 'CONFIRMED' THEN properties(r) END) AS derivationRows
}
CALL (sources) {
  UNWIND sources AS s
  WITH s WHERE s.recordedAt > $known
  MATCH (s)-[:WAS]->(v)
  RETURN collect(properties(v)) AS sourcePast
}
CALL (sourceRows, sourcePast) {
  UNWIND sourceRows + sourcePast AS row
  UNWIND [row.outlet] + coalesce(row.authors, []) AS id
  WITH DISTINCT id
  MATCH (n:Outlet|Person {id: id})-[path:OWNED_BY|FUNDED_BY|SAME_AS*0..]->(h)
  WHERE all(r IN path WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known))
  WITH DISTINCT h
  RETURN collect(h) AS holders
}
CALL (claims, holders) {
  UNWIND claims + holders AS n
  OPTIONAL MATCH (n)-[:WAS]->(v) WHERE n.recordedAt > $known
  WITH n, collect(properties(v)) AS past
  RETURN collect(properties(n)) AS nodeRows, collect(past) AS nodePast
}
CALL (claims, sources, holders) {
  UNWIND claims + sources + holders AS n
  MATCH (n)-[r:OWNED_BY|FUNDED_BY|SAME_AS]->(m)
  RETURN collect([type(r), n.id, m.id, properties(r)]) AS linkRows
}
RETURN g.epoch AS epoch, reach, scope, claimNodes, sourceNodes, sourceIds, sourceKinds, sourceTimes, sourceRows, sourcePast, nodeRows, nodePast,
  statementIds, statementClaims, statementSources, statementTypes, statementTimes, statementCollectors, statementMethods,
  statementOrigins, statementRows, derivationIds, derivationFroms, derivationTos, derivationTypes, derivationTimes,
  derivationCollectors, derivationMethods, derivationOrigins, derivationRows, linkRows
