// Which texts the graph has, by fingerprint: a seek in the unique index for each.
UNWIND $q.fingerprints AS id
MATCH (n:Words {id: id})
RETURN collect(n.id) AS ids
