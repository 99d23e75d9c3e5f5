// The next relationships of one type that stand, in the order of their ids: a range of a unique index, no more of it than is
// taken and what of it was retracted. Exactly one branch runs, the one of the type that $q.by names. Of the two relationships
// of a sameness one is enough. $q.after is the last id that was taken, '' = none.
CALL () {
  WITH 1 AS one WHERE $q.by = 'SUPPORTED_BY'
  MATCH (a)-[r:SUPPORTED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'REFUTED_BY'
  MATCH (a)-[r:REFUTED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'MENTIONED_BY'
  MATCH (a)-[r:MENTIONED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'CITES'
  MATCH (a)-[r:CITES]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'QUOTES'
  MATCH (a)-[r:QUOTES]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'SYNDICATES'
  MATCH (a)-[r:SYNDICATES]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'TRANSLATES'
  MATCH (a)-[r:TRANSLATES]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'DERIVED_FROM'
  MATCH (a)-[r:DERIVED_FROM]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'COPIES'
  MATCH (a)-[r:COPIES]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'CORROBORATED_BY'
  MATCH (a)-[r:CORROBORATED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'OWNED_BY'
  MATCH (a)-[r:OWNED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'FUNDED_BY'
  MATCH (a)-[r:FUNDED_BY]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'SAME_AS'
  MATCH (a)-[r:SAME_AS]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL AND a.id < b.id
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'PART_OF'
  MATCH (a)-[r:PART_OF]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'CONTRADICTS'
  MATCH (a)-[r:CONTRADICTS]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'CONFIRMED'
  MATCH (a)-[r:CONFIRMED]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'HAS_INTEREST_IN'
  MATCH (a)-[r:HAS_INTEREST_IN]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
  UNION ALL
  WITH 1 AS one WHERE $q.by = 'LEANS'
  MATCH (a)-[r:LEANS]->(b) WHERE r.id > $q.after AND r.retractedAt IS NULL
  WITH a, r, b ORDER BY r.id LIMIT $q.take RETURN a, r, b
}
WITH collect([type(r), a.id, b.id, properties(r)]) AS links
MATCH (g:Graph {name: 'credence'})
RETURN g.epoch AS epoch, links
