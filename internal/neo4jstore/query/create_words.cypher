// New texts: a row is [fingerprint, text].
UNWIND $q.rows AS row
CREATE (n:Words {id: row[0], text: row[1]})
