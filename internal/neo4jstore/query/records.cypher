// The latest records of nodes and links by id: nodes by label, links by relationship type, each list a parameter. A link's
// latest record may be a retracted one; former records are left out. Every branch is a seek in one unique index for each
// id. Of a group (corroboration, sameness) the first relationship is found by id, and the rest at the same claim.
// plan: CartesianProduct because both sides of it are one row, lists made beforehand.
CALL () {
  CALL () {
    UNWIND $nodes.claims AS id MATCH (n:Claim {id: id}) RETURN n
    UNION ALL
    UNWIND $nodes.sources AS id MATCH (n:Source {id: id}) RETURN n
    UNION ALL
    UNWIND $nodes.outlets AS id MATCH (n:Outlet {id: id}) RETURN n
    UNION ALL
    UNWIND $nodes.organizations AS id MATCH (n:Organization {id: id}) RETURN n
    UNION ALL
    UNWIND $nodes.persons AS id MATCH (n:Person {id: id}) RETURN n
    UNION ALL
    UNWIND $nodes.reviews AS id MATCH (n:ClaimReview {id: id}) RETURN n
  }
  RETURN collect(properties(n)) AS nodes
}
CALL () {
  CALL () {
    UNWIND $links.supportedBy AS id MATCH (a)-[r:SUPPORTED_BY {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.refutedBy AS id MATCH (a)-[r:REFUTED_BY {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.mentionedBy AS id MATCH (a)-[r:MENTIONED_BY {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.cites AS id MATCH (a)-[r:CITES {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.quotes AS id MATCH (a)-[r:QUOTES {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.syndicates AS id MATCH (a)-[r:SYNDICATES {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.translates AS id MATCH (a)-[r:TRANSLATES {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.derivedFrom AS id MATCH (a)-[r:DERIVED_FROM {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.copies AS id MATCH (a)-[r:COPIES {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.ownedBy AS id MATCH (a)-[r:OWNED_BY {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.fundedBy AS id MATCH (a)-[r:FUNDED_BY {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.partOf AS id MATCH (a)-[r:PART_OF {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.contradicts AS id MATCH (a)-[r:CONTRADICTS {id: id}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#0'}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.sameAs AS id MATCH (a)-[r:SAME_AS {id: id + '#1'}]->(b) RETURN a, r, b
    UNION ALL
    UNWIND $links.corroboratedBy AS id MATCH (a)-[:CORROBORATED_BY {id: id + '#0'}]->()
    MATCH (a)-[r:CORROBORATED_BY {group: id}]->(b) WHERE NOT r.id CONTAINS '@' RETURN a, r, b
  }
  RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
}
RETURN nodes, links
