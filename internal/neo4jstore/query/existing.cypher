// Which of the named nodes the graph has: one seek in a unique index for each id.
CALL () {
  UNWIND $q.ids.claims AS id MATCH (n:Claim {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $q.ids.sources AS id MATCH (n:Source {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $q.ids.outlets AS id MATCH (n:Outlet {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $q.ids.organizations AS id MATCH (n:Organization {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $q.ids.persons AS id MATCH (n:Person {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $q.ids.reviews AS id MATCH (n:ClaimReview {id: id}) RETURN n.id AS id
}
RETURN collect(id) AS ids
