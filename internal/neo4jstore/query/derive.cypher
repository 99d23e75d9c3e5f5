// Writes what is derived of records: a row is [element, properties]. A property that is null is taken away.
UNWIND $q.rows AS row
MATCH (n) WHERE elementId(n) = row[0]
SET n += row[1]
