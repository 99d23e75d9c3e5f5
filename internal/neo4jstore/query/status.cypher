// The version and what stands now, by kind. Nodes and relationships are counted by Neo4j's own counters; from a type's
// relationships those are taken off that have been retracted, which an index of each type lists. A sameness is two
// relationships; the CITES of fact checks mirror their citations and are no derivations. A corroboration has several, told apart by looking at them.
// plan: DirectedRelationshipTypeScan because corroborations are few and each stands in several relationships.
// plan: CartesianProduct because one side of it is one row.
MATCH (g:Graph {name: 'credence'})
CALL () {
  MATCH (n:Claim) WITH count(n) AS n RETURN 'claim' AS kind, n
  UNION ALL
  MATCH (n:Source) WITH count(n) AS n RETURN 'source' AS kind, n
  UNION ALL
  MATCH (n:Outlet) WITH count(n) AS n RETURN 'outlet' AS kind, n
  UNION ALL
  MATCH (n:Organization) WITH count(n) AS n RETURN 'organization' AS kind, n
  UNION ALL
  MATCH (n:Person) WITH count(n) AS n RETURN 'person' AS kind, n
  UNION ALL
  MATCH (n:ClaimReview) WITH count(n) AS n RETURN 'review' AS kind, n
  UNION ALL
  MATCH ()-[r:SUPPORTED_BY]->() WITH count(r) AS n RETURN 'statement' AS kind, n
  UNION ALL
  MATCH ()-[r:SUPPORTED_BY]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'statement' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:REFUTED_BY]->() WITH count(r) AS n RETURN 'statement' AS kind, n
  UNION ALL
  MATCH ()-[r:REFUTED_BY]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'statement' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:MENTIONED_BY]->() WITH count(r) AS n RETURN 'statement' AS kind, n
  UNION ALL
  MATCH ()-[r:MENTIONED_BY]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'statement' AS kind, -n AS n
  UNION ALL
  MATCH (:Source)-[r:CITES]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:CITES]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:QUOTES]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:QUOTES]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:SYNDICATES]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:SYNDICATES]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:TRANSLATES]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:TRANSLATES]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:DERIVED_FROM]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:DERIVED_FROM]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:COPIES]->() WITH count(r) AS n RETURN 'derivation' AS kind, n
  UNION ALL
  MATCH ()-[r:COPIES]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'derivation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:OWNED_BY]->() WITH count(r) AS n RETURN 'ownership' AS kind, n
  UNION ALL
  MATCH ()-[r:OWNED_BY]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'ownership' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:FUNDED_BY]->() WITH count(r) AS n RETURN 'funding' AS kind, n
  UNION ALL
  MATCH ()-[r:FUNDED_BY]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'funding' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:SAME_AS]->() WITH count(r) AS n RETURN 'same' AS kind, n
  UNION ALL
  MATCH ()-[r:SAME_AS]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'same' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:PART_OF]->() WITH count(r) AS n RETURN 'relation' AS kind, n
  UNION ALL
  MATCH ()-[r:PART_OF]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'relation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:CONTRADICTS]->() WITH count(r) AS n RETURN 'relation' AS kind, n
  UNION ALL
  MATCH ()-[r:CONTRADICTS]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'relation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:CONFIRMED]->() WITH count(r) AS n RETURN 'confirmation' AS kind, n
  UNION ALL
  MATCH ()-[r:CONFIRMED]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'confirmation' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:HAS_INTEREST_IN]->() WITH count(r) AS n RETURN 'interest' AS kind, n
  UNION ALL
  MATCH ()-[r:HAS_INTEREST_IN]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'interest' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:LEANS]->() WITH count(r) AS n RETURN 'leaning' AS kind, n
  UNION ALL
  MATCH ()-[r:LEANS]->() WHERE r.retractedAt IS NOT NULL WITH count(r) AS n RETURN 'leaning' AS kind, -n AS n
  UNION ALL
  MATCH ()-[r:CORROBORATED_BY]->() WHERE r.retractedAt IS NULL WITH count(DISTINCT r.group) AS n RETURN 'corroboration' AS kind, n
}
WITH g, kind, sum(n) AS n
RETURN g.epoch AS epoch, collect([kind, CASE kind WHEN 'same' THEN n / 2 ELSE n END]) AS counts
