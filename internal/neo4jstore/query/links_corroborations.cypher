// Corroborations: outgoing from a claim, incoming to each of the sources. They are found by one of their relationships, and
// all of these are returned; one with a source that was not out is left out. The other end is the claim's.
//
// For each subject its links that stand, and of them one page, in the order of the claim's id and the link's own: a seek
// in a unique index and two steps. A row is [claim, link, relationships].
// $q.known (nanoseconds; null = now) says which records stand, $q.valid (a sort key; null = any) and $q.undated which sources were out.
UNWIND range(0, size($q.subjects) - 1) AS i
CALL (i) {
  CALL (i) {
    WITH $q.subjects[i] AS id WHERE $q.outgoing
    MATCH (a:Claim {id: id})-[r:CORROBORATED_BY]->(:Source)
    RETURN a, r
    UNION
    WITH $q.subjects[i] AS id WHERE $q.incoming
    MATCH (a:Claim)-[r:CORROBORATED_BY]->(:Source {id: id})
    RETURN a, r
  }
  WITH a, r
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
  WITH DISTINCT a, r.group AS link
  MATCH (a)-[m:CORROBORATED_BY {group: link}]->(b)
  WHERE (m.retractedAt IS NULL OR m.retractedAt > $q.known) AND ($q.known IS NULL OR m.recordedAt <= $q.known)
  WITH a, link, collect([m, b]) AS members
  WHERE $q.valid IS NULL OR all(p IN members WHERE EXISTS {
    MATCH (s:Source {id: p[1].id})-[:WAS*0..1]->(x)
    WHERE (x.retractedAt IS NULL OR x.retractedAt > $q.known) AND ($q.known IS NULL OR x.recordedAt <= $q.known) AND (x.day <= $q.valid OR (x.day IS NULL AND $q.undated)) })
  WITH a.id AS other, link, members
  WITH other, link, members AS row
  WHERE $q.count OR (($q.after IS NULL OR other > $q.after[0] OR (other = $q.after[0] AND link > $q.after[1]))
      AND ($q.before IS NULL OR other < $q.before[0] OR (other = $q.before[0] AND link < $q.before[1])))
  WITH other, link, row
  ORDER BY CASE WHEN $q.backwards THEN other END DESC, CASE WHEN $q.backwards THEN link END DESC, other, link
  LIMIT CASE WHEN $q.count THEN 2147483647 ELSE $q.take END
  WITH count(*) AS total, collect(CASE WHEN ($q.after IS NULL OR other > $q.after[0] OR (other = $q.after[0] AND link > $q.after[1]))
      AND ($q.before IS NULL OR other < $q.before[0] OR (other = $q.before[0] AND link < $q.before[1]))
      THEN [other, link, row] END)[..$q.take] AS page
  RETURN [i, total, [f IN page | [f[0], f[1], [p IN f[2] | ['CORROBORATED_BY', f[0], p[1].id, properties(p[0])]]]]] AS answer
}
RETURN collect(answer) AS answers
