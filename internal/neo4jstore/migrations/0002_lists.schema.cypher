// What lists are filtered and ordered by, what has been retracted (for counts: an index holds only what has the
// property), and the words that people search for.
CREATE INDEX claim_item IF NOT EXISTS FOR (n:Claim) ON (n.item);
CREATE INDEX claim_day IF NOT EXISTS FOR (n:Claim) ON (n.day);
CREATE INDEX source_canonical_url IF NOT EXISTS FOR (n:Source) ON (n.canonicalUrl);
CREATE INDEX source_day IF NOT EXISTS FOR (n:Source) ON (n.day);
CREATE INDEX claim_review_day IF NOT EXISTS FOR (n:ClaimReview) ON (n.day);
CREATE INDEX claim_review_verdict IF NOT EXISTS FOR (n:ClaimReview) ON (n.verdict);
CREATE INDEX supported_by_retracted IF NOT EXISTS FOR ()-[r:SUPPORTED_BY]-() ON (r.retractedAt);
CREATE INDEX refuted_by_retracted IF NOT EXISTS FOR ()-[r:REFUTED_BY]-() ON (r.retractedAt);
CREATE INDEX mentioned_by_retracted IF NOT EXISTS FOR ()-[r:MENTIONED_BY]-() ON (r.retractedAt);
CREATE INDEX cites_retracted IF NOT EXISTS FOR ()-[r:CITES]-() ON (r.retractedAt);
CREATE INDEX quotes_retracted IF NOT EXISTS FOR ()-[r:QUOTES]-() ON (r.retractedAt);
CREATE INDEX syndicates_retracted IF NOT EXISTS FOR ()-[r:SYNDICATES]-() ON (r.retractedAt);
CREATE INDEX translates_retracted IF NOT EXISTS FOR ()-[r:TRANSLATES]-() ON (r.retractedAt);
CREATE INDEX derived_from_retracted IF NOT EXISTS FOR ()-[r:DERIVED_FROM]-() ON (r.retractedAt);
CREATE INDEX copies_retracted IF NOT EXISTS FOR ()-[r:COPIES]-() ON (r.retractedAt);
CREATE INDEX owned_by_retracted IF NOT EXISTS FOR ()-[r:OWNED_BY]-() ON (r.retractedAt);
CREATE INDEX funded_by_retracted IF NOT EXISTS FOR ()-[r:FUNDED_BY]-() ON (r.retractedAt);
CREATE INDEX same_as_retracted IF NOT EXISTS FOR ()-[r:SAME_AS]-() ON (r.retractedAt);
CREATE INDEX part_of_retracted IF NOT EXISTS FOR ()-[r:PART_OF]-() ON (r.retractedAt);
CREATE INDEX contradicts_retracted IF NOT EXISTS FOR ()-[r:CONTRADICTS]-() ON (r.retractedAt);
CREATE FULLTEXT INDEX node_words IF NOT EXISTS FOR (n:Claim|Source|Outlet|Organization|Person|ClaimReview)
  ON EACH [n.text, n.name, n.title, n.item, n.value, n.domains, n.canonicalUrl, n.alternateName];
