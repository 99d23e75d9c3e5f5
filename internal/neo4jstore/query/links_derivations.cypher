// Derivations of one step: outgoing to what a source takes from, incoming from what takes from it.
//
// For each subject its links that stand, and of them one page, in the order of the other end's id and the link's own: a
// seek in a unique index and one step, for each direction that is asked for. A row is [other end, link, relationship].
// $known (nanoseconds; null = now) says which records stand, $valid (a day; null = any) and $undated which sources were out.
UNWIND range(0, size($subjects) - 1) AS i
CALL (i) {
  CALL (i) {
    WITH $subjects[i] AS id WHERE $outgoing
    MATCH (a:Source {id: id})-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->(b:Source) RETURN a, r, b, b.id AS other
    UNION
    WITH $subjects[i] AS id WHERE $incoming
    MATCH (a:Source)-[r:CITES|QUOTES|SYNDICATES|TRANSLATES|DERIVED_FROM|COPIES]->(b:Source {id: id}) RETURN a, r, b, a.id AS other
  }
  WITH a, r, b, other, coalesce(r.group, split(r.id, '@')[0]) AS link
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known)
    AND ($valid IS NULL OR EXISTS { MATCH (a)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $known) AND ($known IS NULL OR x.recordedAt <= $known) AND (x.day <= $valid OR (x.day IS NULL AND $undated)) })
    AND ($valid IS NULL OR EXISTS { MATCH (b)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $known) AND ($known IS NULL OR x.recordedAt <= $known) AND (x.day <= $valid OR (x.day IS NULL AND $undated)) })
  WITH collect([other, link, [type(r), a.id, b.id, r]]) AS found
  CALL (found) {
    UNWIND found AS f
    WITH f WHERE NOT $backwards AND ($after IS NULL OR f[0] > $after[0] OR (f[0] = $after[0] AND f[1] > $after[1]))
      AND ($before IS NULL OR f[0] < $before[0] OR (f[0] = $before[0] AND f[1] < $before[1]))
    WITH f ORDER BY f[0], f[1] LIMIT $take
    RETURN collect(f) AS page
  }
  CALL (found) {
    UNWIND found AS f
    WITH f WHERE $backwards AND ($after IS NULL OR f[0] > $after[0] OR (f[0] = $after[0] AND f[1] > $after[1]))
      AND ($before IS NULL OR f[0] < $before[0] OR (f[0] = $before[0] AND f[1] < $before[1]))
    WITH f ORDER BY f[0] DESC, f[1] DESC LIMIT $take
    RETURN collect(f) AS egap
  }
  RETURN [i, size(found), [f IN page + egap | [f[0], f[1], [[f[2][0], f[2][1], f[2][2], properties(f[2][3])]]]]] AS answer
}
RETURN collect(answer) AS answers
