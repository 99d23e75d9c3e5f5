// One page of the derivations of the graph, in the order of their ids.
//
// A branch for each type and direction runs once for each status that $q.forward or $q.backward has under the type: a range of
// the index of status and id, which is in the order of the page, so that no more of it is read than a page has and what was
// replaced meanwhile. The hint asks for a seek in that index, because the planner would rather scan or filter one of its own choice. A count reads
// all of it, and so does a moment of the world, which may hide any of it. What the branches return is put in order and cut once
// more.
// $q.from and $q.to are the ids that the page lies between. A replaced record has the id of its link and a number after @.
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
CALL () {
  UNWIND $q.forward.CITES AS status
  CALL (status) {
    MATCH (a)-[r:CITES]->(b) USING INDEX SEEK r:CITES(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.CITES AS status
  CALL (status) {
    MATCH (a)-[r:CITES]->(b) USING INDEX SEEK r:CITES(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.forward.QUOTES AS status
  CALL (status) {
    MATCH (a)-[r:QUOTES]->(b) USING INDEX SEEK r:QUOTES(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.QUOTES AS status
  CALL (status) {
    MATCH (a)-[r:QUOTES]->(b) USING INDEX SEEK r:QUOTES(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.forward.SYNDICATES AS status
  CALL (status) {
    MATCH (a)-[r:SYNDICATES]->(b) USING INDEX SEEK r:SYNDICATES(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.SYNDICATES AS status
  CALL (status) {
    MATCH (a)-[r:SYNDICATES]->(b) USING INDEX SEEK r:SYNDICATES(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.forward.TRANSLATES AS status
  CALL (status) {
    MATCH (a)-[r:TRANSLATES]->(b) USING INDEX SEEK r:TRANSLATES(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.TRANSLATES AS status
  CALL (status) {
    MATCH (a)-[r:TRANSLATES]->(b) USING INDEX SEEK r:TRANSLATES(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.forward.DERIVED_FROM AS status
  CALL (status) {
    MATCH (a)-[r:DERIVED_FROM]->(b) USING INDEX SEEK r:DERIVED_FROM(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.DERIVED_FROM AS status
  CALL (status) {
    MATCH (a)-[r:DERIVED_FROM]->(b) USING INDEX SEEK r:DERIVED_FROM(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.forward.COPIES AS status
  CALL (status) {
    MATCH (a)-[r:COPIES]->(b) USING INDEX SEEK r:COPIES(status, id)
    WHERE r.status = status AND r.id > $q.from AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
  UNION ALL
  UNWIND $q.backward.COPIES AS status
  CALL (status) {
    MATCH (a)-[r:COPIES]->(b) USING INDEX SEEK r:COPIES(status, id)
    WHERE r.status = status AND r.id < $q.to AND coalesce(r.retractedAt > $q.known, r.retractedAt IS NULL) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  }
  RETURN a, r, b
}
WITH a, r, b, split(r.id, '@')[0] AS id
WHERE ($q.valid IS NULL OR EXISTS { MATCH (a)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
  AND ($q.valid IS NULL OR EXISTS { MATCH (b)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
WITH a, r, b, id
ORDER BY CASE WHEN $q.backwards THEN id END DESC, id
WITH count(*) AS total, collect(CASE WHEN ($q.after IS NULL OR id > $q.after[0]) AND ($q.before IS NULL OR id < $q.before[0])
      THEN [a, r, b] END)[..$q.take] AS page
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, total, [f IN page | [type(f[1]), f[0].id, f[2].id, properties(f[1])]] AS links
