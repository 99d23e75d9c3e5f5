// New nodes: a row is [label, properties]. Nothing is looked up; the uniqueness constraints refuse what exists.
UNWIND $q.rows AS row
CREATE (n:$(row[0]))
SET n = row[1]
