// The topics that interests in tags lead to, unless they are there: a row is [id, tag]. A seek in a unique index for each. They are
// no records: whoever looks for nodes by the labels of records does not meet one.
UNWIND $q.rows AS row
MERGE (t:Topic {id: row[0]})
ON CREATE SET t.tag = row[1]
