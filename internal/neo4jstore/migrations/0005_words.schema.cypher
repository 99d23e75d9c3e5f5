// The words of sources, each text once under its fingerprint, apart from the sources that name it: whoever reads sources
// does not read their words.
CREATE CONSTRAINT words_id IF NOT EXISTS FOR (n:Words) REQUIRE n.id IS UNIQUE;
