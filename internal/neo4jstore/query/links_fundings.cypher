// Fundings: outgoing from the recipient, incoming to the funder. A date may lack day and month; its first day counts.
//
// For each subject its links that stand, and of them one page, in the order of the other end's id and the link's own: a
// seek in a unique index and one step, for each direction that is asked for. A row is [other end, link, relationship].
// $known (nanoseconds; null = now) says which records stand, $valid (a day; null = any) and $undated which sources were out.
UNWIND range(0, size($subjects) - 1) AS i
CALL (i) {
  CALL (i) {
    WITH $subjects[i] AS id WHERE $outgoing
    MATCH (a:Outlet|Organization {id: id})-[r:FUNDED_BY]->(b:Organization|Person) RETURN a, r, b, b.id AS other
    UNION
    WITH $subjects[i] AS id WHERE $incoming
    MATCH (a:Outlet|Organization)-[r:FUNDED_BY]->(b:Organization|Person {id: id}) RETURN a, r, b, a.id AS other
  }
  WITH a, r, b, other, coalesce(r.group, split(r.id, '@')[0]) AS link
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $known) AND ($known IS NULL OR r.recordedAt <= $known)
    AND CASE WHEN $valid IS NULL THEN r.validTo IS NULL
      ELSE (r.validFrom IS NULL OR left(r.validFrom + '-01-01', 10) <= $valid) AND (r.validTo IS NULL OR left(r.validTo + '-01-01', 10) > $valid) END
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
