// Interests and leanings, looked up by their ids, and which of them have been retracted, for counts. A topic is what the
// claims with a tag are about: an interest in a tag leads to it.
CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (n:Topic) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT has_interest_in_id IF NOT EXISTS FOR ()-[r:HAS_INTEREST_IN]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT leans_id IF NOT EXISTS FOR ()-[r:LEANS]-() REQUIRE r.id IS UNIQUE;
CREATE INDEX has_interest_in_retracted IF NOT EXISTS FOR ()-[r:HAS_INTEREST_IN]-() ON (r.retractedAt);
CREATE INDEX leans_retracted IF NOT EXISTS FOR ()-[r:LEANS]-() ON (r.retractedAt);
