// The records that stood at $known of nodes and links whose latest record is younger: nodes from their revisions, links
// from the former relationships beside the latest one, which is found by id in its unique index. Both ends are bound
// then, so the former ones are found by expanding into the pair.
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
  MATCH (n)-[:WAS]->(v)
  WHERE v.recordedAt <= $known AND v.retractedAt > $known
  RETURN collect(properties(v)) AS nodes
}
CALL () {
  CALL () {
    UNWIND $links.supportedBy AS id MATCH (a)-[:SUPPORTED_BY {id: id}]->(b) MATCH (a)-[r:SUPPORTED_BY]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.refutedBy AS id MATCH (a)-[:REFUTED_BY {id: id}]->(b) MATCH (a)-[r:REFUTED_BY]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.mentionedBy AS id MATCH (a)-[:MENTIONED_BY {id: id}]->(b) MATCH (a)-[r:MENTIONED_BY]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.cites AS id MATCH (a)-[:CITES {id: id}]->(b) MATCH (a)-[r:CITES]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.quotes AS id MATCH (a)-[:QUOTES {id: id}]->(b) MATCH (a)-[r:QUOTES]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.syndicates AS id MATCH (a)-[:SYNDICATES {id: id}]->(b) MATCH (a)-[r:SYNDICATES]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.translates AS id MATCH (a)-[:TRANSLATES {id: id}]->(b) MATCH (a)-[r:TRANSLATES]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.derivedFrom AS id MATCH (a)-[:DERIVED_FROM {id: id}]->(b) MATCH (a)-[r:DERIVED_FROM]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.copies AS id MATCH (a)-[:COPIES {id: id}]->(b) MATCH (a)-[r:COPIES]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.ownedBy AS id MATCH (a)-[:OWNED_BY {id: id}]->(b) MATCH (a)-[r:OWNED_BY]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.fundedBy AS id MATCH (a)-[:FUNDED_BY {id: id}]->(b) MATCH (a)-[r:FUNDED_BY]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.partOf AS id MATCH (a)-[:PART_OF {id: id}]->(b) MATCH (a)-[r:PART_OF]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.contradicts AS id MATCH (a)-[:CONTRADICTS {id: id}]->(b) MATCH (a)-[r:CONTRADICTS]->(b) WHERE r.id STARTS WITH id + '@' RETURN a, r, b
    UNION ALL
    UNWIND $links.sameAs AS id MATCH (a)-[:SAME_AS {id: id + '#0'}]->(b) MATCH (a)-[r:SAME_AS]->(b) WHERE r.id STARTS WITH id + '#0@' RETURN a, r, b
    UNION ALL
    UNWIND $links.corroboratedBy AS id MATCH (a)-[:CORROBORATED_BY {id: id + '#0'}]->()
    MATCH (a)-[r:CORROBORATED_BY {group: id}]->(b) WHERE r.id CONTAINS '@' RETURN a, r, b
  }
  WITH a, r, b
  WHERE r.recordedAt <= $known AND r.retractedAt > $known
  RETURN collect([type(r), a.id, b.id, properties(r), elementId(r)]) AS links
}
RETURN nodes, links
