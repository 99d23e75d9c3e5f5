// One page of the derivations of the graph, in the order of their ids.
//
// For each status that is asked for and each type exactly one branch runs, forwards or backwards: a range of the index of
// status and id, which is in the order of the page, so that no more of it is read than a page has and what was replaced
// meanwhile. A count reads all of it, and so does a moment of the world, which may hide any of it. What the branches return
// is put in order and cut once more.
// $q.from and $q.to are the ids that the page lies between. A replaced record has the id of its link and a number after @.
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
UNWIND $q.status AS status
CALL (status) {
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'CITES' IN $q.kinds)
  MATCH (a)-[r:CITES]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'CITES' IN $q.kinds)
  MATCH (a)-[r:CITES]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'QUOTES' IN $q.kinds)
  MATCH (a)-[r:QUOTES]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'QUOTES' IN $q.kinds)
  MATCH (a)-[r:QUOTES]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'SYNDICATES' IN $q.kinds)
  MATCH (a)-[r:SYNDICATES]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'SYNDICATES' IN $q.kinds)
  MATCH (a)-[r:SYNDICATES]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'TRANSLATES' IN $q.kinds)
  MATCH (a)-[r:TRANSLATES]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'TRANSLATES' IN $q.kinds)
  MATCH (a)-[r:TRANSLATES]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'DERIVED_FROM' IN $q.kinds)
  MATCH (a)-[r:DERIVED_FROM]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'DERIVED_FROM' IN $q.kinds)
  MATCH (a)-[r:DERIVED_FROM]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE NOT $q.backwards AND ($q.kinds IS NULL OR 'COPIES' IN $q.kinds)
  MATCH (a)-[r:COPIES]->(b) WHERE r.status = status AND r.id > $q.from AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status, r.id LIMIT $q.most RETURN a, r, b
  UNION ALL
  WITH status WHERE $q.backwards AND ($q.kinds IS NULL OR 'COPIES' IN $q.kinds)
  MATCH (a)-[r:COPIES]->(b) WHERE r.status = status AND r.id < $q.to AND (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH a, r, b ORDER BY r.status DESC, r.id DESC LIMIT $q.most RETURN a, r, b
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
