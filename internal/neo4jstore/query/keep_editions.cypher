// Notes which versions of records are in force; a row is [name, time, ids of the links that it states]. A seek in the unique
// index for each.
UNWIND $q.rows AS row
MERGE (e:Edition {id: row[0]})
SET e.at = row[1], e.states = row[2]
