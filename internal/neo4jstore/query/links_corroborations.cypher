// Corroborations: outgoing from a claim, incoming to each of the sources. They are found by one of their relationships, and
// all of these are returned; one with a source that was not out is left out. The other end is the claim's.
//
// For each subject its links that stand, and of them one page, in the order of the claim's id and the link's own: a seek
// in a unique index and two steps. A row is [claim, link, relationships].
// $known (nanoseconds; null = now) says which records stand, $valid (a day; null = any) and $undated which sources were out.
UNWIND range(0, size($subjects) - 1) AS i
CALL (i) {
  CALL (i) {
    WITH $subjects[i] AS id WHERE $outgoing
    MATCH (a:Claim {id: id})-[r:CORROBORATED_BY]->(:Source)
    RETURN a, r
    UNION
    WITH $subjects[i] AS id WHERE $incoming
    MATCH (a:Claim)-[r:CORROBORATED_BY]->(:Source {id: id})
    RETURN a, r
  }
  WITH a, r
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known)
  WITH DISTINCT a, r.group AS link
  MATCH (a)-[m:CORROBORATED_BY {group: link}]->(b)
  WHERE (m.retractedAt IS NULL OR m.retractedAt > $known) AND ($known IS NULL OR m.recordedAt <= $known)
  WITH a, link, collect([m, b]) AS members
  WHERE $valid IS NULL OR all(p IN members WHERE EXISTS {
    MATCH (s:Source {id: p[1].id})-[:WAS*0..1]->(x)
    WHERE (x.retractedAt IS NULL OR x.retractedAt > $known) AND ($known IS NULL OR x.recordedAt <= $known) AND (x.day <= $valid OR (x.day IS NULL AND $undated)) })
  WITH a.id AS other, link, members
  WITH collect([other, link, members]) AS found
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
  RETURN [i, size(found), [f IN page + egap | [f[0], f[1], [p IN f[2] | ['CORROBORATED_BY', f[0], p[1].id, properties(p[0])]]]]] AS answer
}
RETURN collect(answer) AS answers
