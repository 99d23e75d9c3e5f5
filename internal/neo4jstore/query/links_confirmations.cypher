// Confirmations, each a relationship of a source to itself: at most one stands.
//
// For each subject its links that stand, and of them one page, in the order of the other end's id and the link's own: a
// seek in a unique index and one step, whatever the direction. A row is [other end, link, relationship].
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a day; null = any) and $q.undated which sources were out.
UNWIND range(0, size($q.subjects) - 1) AS i
CALL (i) {
  MATCH (a:Source {id: $q.subjects[i]})-[r:CONFIRMED]->(b)
  WITH a, r, b, b.id AS other, coalesce(r.group, split(r.id, '@')[0]) AS link
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
    AND ($q.valid IS NULL OR EXISTS { MATCH (a)-[:WAS*0..1]->(x) WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
  WITH other, link, [type(r), a.id, b.id, r] AS row
  WHERE $q.count OR (($q.after IS NULL OR other > $q.after[0] OR (other = $q.after[0] AND link > $q.after[1]))
      AND ($q.before IS NULL OR other < $q.before[0] OR (other = $q.before[0] AND link < $q.before[1])))
  WITH other, link, row
  ORDER BY CASE WHEN $q.backwards THEN other END DESC, CASE WHEN $q.backwards THEN link END DESC, other, link
  LIMIT CASE WHEN $q.count THEN 2147483647 ELSE $q.take END
  WITH count(*) AS total, collect(CASE WHEN ($q.after IS NULL OR other > $q.after[0] OR (other = $q.after[0] AND link > $q.after[1]))
      AND ($q.before IS NULL OR other < $q.before[0] OR (other = $q.before[0] AND link < $q.before[1]))
      THEN [other, link, row] END)[..$q.take] AS page
  RETURN [i, total, [f IN page | [f[0], f[1], [[f[2][0], f[2][1], f[2][2], properties(f[2][3])]]]]] AS answer
}
RETURN collect(answer) AS answers
