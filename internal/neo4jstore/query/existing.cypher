// Which of the named nodes the graph has: one seek in a unique index for each id.
CALL () {
  UNWIND $nodes.claims AS id MATCH (n:Claim {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $nodes.sources AS id MATCH (n:Source {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $nodes.outlets AS id MATCH (n:Outlet {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $nodes.organizations AS id MATCH (n:Organization {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $nodes.persons AS id MATCH (n:Person {id: id}) RETURN n.id AS id
  UNION ALL
  UNWIND $nodes.reviews AS id MATCH (n:ClaimReview {id: id}) RETURN n.id AS id
}
RETURN collect(id) AS ids
