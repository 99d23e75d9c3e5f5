// The next $q.limit entries of the log after a place in it, the newest first, then by id, each once. So many nodes of the
// log are enough, as each names something that follows. A range of one index, read backwards.
MATCH (c:Change)
WHERE c.at <= $q.at AND (c.at < $q.at OR c.last > $q.id)
WITH c ORDER BY c.at DESC, c.last LIMIT $q.limit
UNWIND c.ids AS id
WITH DISTINCT c.at AS at, id
WHERE at < $q.at OR id > $q.id
WITH at, id ORDER BY at DESC, id LIMIT $q.limit
RETURN collect(at) AS times, collect(id) AS ids
