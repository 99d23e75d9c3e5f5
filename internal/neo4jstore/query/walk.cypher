// The derivations within so many steps of each subject, for the caller to number and to cut into pages. The traversal has
// no bound of its own, which keeps it VarLengthExpand(Pruning,BFS) with the fewest steps to each source; every source is
// expanded once more for its links. With a moment the steps can only become more, so nothing is missed. As in subgraphs.cypher
// the far end of a traversal has no label until it is found; a step over a fact check's citations leads to no derivation.
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
UNWIND range(0, size($q.subjects) - 1) AS i
CALL (i) {
  MATCH (subject:Source {id: $q.subjects[i]})
  CALL (subject) {
    WITH subject WHERE $q.outgoing AND NOT $q.incoming
    MATCH p = (subject)-[:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES*0..]->(n)
    WHERE all(r IN relationships(p) WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
    WITH n, min(length(p)) AS steps WHERE steps < $q.depth AND n:Source
    RETURN n
    UNION
    WITH subject WHERE $q.incoming AND NOT $q.outgoing
    MATCH p = (subject)<-[:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES*0..]-(n)
    WHERE all(r IN relationships(p) WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
    WITH n, min(length(p)) AS steps WHERE steps < $q.depth AND n:Source
    RETURN n
    UNION
    WITH subject WHERE $q.incoming AND $q.outgoing
    MATCH p = (subject)-[:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES*0..]-(n)
    WHERE all(r IN relationships(p) WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known))
    WITH n, min(length(p)) AS steps WHERE steps < $q.depth AND n:Source
    RETURN n
  }
  CALL (n) {
    WITH n WHERE $q.outgoing
    MATCH (n)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->(b:Source)
    RETURN n AS a, r, b
    UNION
    WITH n WHERE $q.incoming
    MATCH (a:Source)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->(n)
    RETURN a, r, n AS b
  }
  WITH DISTINCT a, r, b
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND ($q.valid IS NULL OR EXISTS { MATCH (a)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
    AND ($q.valid IS NULL OR EXISTS { MATCH (b)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
  WITH a, r, b LIMIT $q.limit + 1
  WITH collect([type(r), a.id, b.id, properties(r)]) AS rows
  RETURN [i, size(rows), rows] AS answer
}
RETURN collect(answer) AS answers
