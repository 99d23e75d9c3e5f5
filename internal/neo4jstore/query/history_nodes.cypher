// Every record of nodes by id, the former ones from their revisions: a seek in one unique index for each id, and a step.
CALL () {
  UNWIND $q.ids.claims AS id MATCH (n:Claim {id: id}) RETURN n
  UNION ALL
  UNWIND $q.ids.sources AS id MATCH (n:Source {id: id}) RETURN n
  UNION ALL
  UNWIND $q.ids.outlets AS id MATCH (n:Outlet {id: id}) RETURN n
  UNION ALL
  UNWIND $q.ids.organizations AS id MATCH (n:Organization {id: id}) RETURN n
  UNION ALL
  UNWIND $q.ids.persons AS id MATCH (n:Person {id: id}) RETURN n
  UNION ALL
  UNWIND $q.ids.reviews AS id MATCH (n:ClaimReview {id: id}) RETURN n
}
MATCH (n)-[:WAS*0..1]->(v)
RETURN collect(properties(v)) AS nodes
