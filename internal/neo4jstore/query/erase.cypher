// Takes a person out of the graph: the name out of the node and of its revisions, the person out of the authors of sources
// and of their revisions, and every link of the person's away with its history. A revision stays, so that it can be seen
// when the person was erased. A seek in a unique index, and one step each.
MATCH (p:Person {id: $q.id})
CREATE (p)-[:WAS]->(v:Revision)
SET v = properties(p), v.retractedAt = $q.at
SET p = {id: $q.id, recordedAt: $q.at, erasedAt: $q.at, recordedBy: $q.collector, recordedBecause: $q.reason}
WITH p
CALL (p) {
  MATCH (p)-[:WAS]->(v)
  REMOVE v.name, v.folded
  SET v.erasedAt = $q.at
}
CALL () {
  MATCH (e:Edition {id: $q.id})
  DELETE e
}
CALL (p) {
  MATCH (p)<-[r:AUTHORED_BY]-(s)
  SET s.authors = [author IN s.authors WHERE author <> $q.id]
  DELETE r
  RETURN count(DISTINCT s.id) AS sources
}
CALL (p) {
  MATCH (p)-[r:OWNED_BY|FUNDED_BY|SAME_AS|HAS_INTEREST_IN]-()
  WITH r, coalesce(r.group, r.id) AS id
  DELETE r
  RETURN collect(id) AS links
}
RETURN sources, links
