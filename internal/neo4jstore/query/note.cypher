// The log of what was written: a row is [ids, the last of them], the ids being of records that this write has made,
// changed or retracted, in order.
UNWIND $q.rows AS row
CREATE (c:Change {id: randomUUID(), at: $q.at, ids: row[0], last: row[1]})
