// Texts by fingerprint: a seek in the unique index for each. A record each, because texts are large.
UNWIND $q.fingerprints AS id
MATCH (n:Words {id: id})
RETURN n.id AS id, n.text AS text
