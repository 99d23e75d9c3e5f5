// Interests: outgoing from the holder, incoming to a claim or topic. Those of a claim are those in one of its tags, too, as the moment has
// them. No moment of the world hides one.
//
// For each subject its links that stand, and of them one page, in the order of the other end's id and the link's own: a
// seek in a unique index and one step, for each direction that is asked for, and of a claim one for each of its tags. Only a count
// orders more rows than a page has. A row is [other end, link, relationship].
// $q.known (nanoseconds; null = now) says which records stand.
UNWIND range(0, size($q.subjects) - 1) AS i
CALL (i) {
  CALL (i) {
    WITH $q.subjects[i] AS id WHERE $q.outgoing
    MATCH (a:Source|Outlet|Organization|Person {id: id})-[r:HAS_INTEREST_IN]->(b) RETURN a, r, b, b.id AS other
    UNION
    WITH $q.subjects[i] AS id WHERE $q.incoming
    MATCH (b:Claim|Topic {id: id})<-[r:HAS_INTEREST_IN]-(a) RETURN a, r, b, a.id AS other
    UNION
    WITH $q.subjects[i] AS id WHERE $q.incoming
    MATCH (:Claim {id: id})-[:WAS*0..1]->(v)
    WHERE (v.retractedAt IS NULL OR v.retractedAt > $q.known) AND ($q.known IS NULL OR v.recordedAt <= $q.known)
    UNWIND v.tags AS tag
    MATCH (b:Topic {id: 'topic:' + tag})<-[r:HAS_INTEREST_IN]-(a) RETURN a, r, b, a.id AS other
  }
  WITH a, r, b, other, split(r.id, '@')[0] AS link
  WHERE (r.retractedAt IS NULL OR r.retractedAt > $q.known) AND ($q.known IS NULL OR r.recordedAt <= $q.known)
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
